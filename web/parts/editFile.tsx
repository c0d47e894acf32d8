import { MAX_MESSAGE_CHARS } from '../../server/contract/requests.ts';
import { draftImageHref, editHref } from '../links.ts';
import type { EditProps } from '../pages/admin/edit.tsx';
import { visibleText } from '../text.ts';
import { EditFields } from './editFiles.tsx';

/** The chosen file: its text to edit, or its image, and what else can be done with it. */
export function EditFile(props: EditProps) {
  const { draft, path, oid, commit, csrf, typed, message } = props;
  const stored = draft.files[path];
  return (
    <div class="edit-main">
      {stored === undefined ? (
        <figure class="edit-image">
          <img src={draftImageHref(draft.id, path)} alt={visibleText(path)} />
          <figcaption class="muted">{visibleText(path)}</figcaption>
        </figure>
      ) : (
        <SaveForm {...{ id: draft.id, path, oid, commit, csrf, message }} text={typed ?? stored} />
      )}
      <div class="edit-folds">
        <details class="edit-fold">
          <summary>Rename…</summary>
          <form class="stack" method="post" action={editHref(draft.id, path)}>
            <EditFields csrf={csrf} commit={commit} action="rename" />
            <FileFields path={path} oid={oid} />
            <div class="field">
              <label for="rename-path">New path</label>
              <input id="rename-path" name="to" required maxLength={155} value={path} autocomplete="off" />
            </div>
            <button class="button" type="submit">
              Rename the file
            </button>
          </form>
        </details>
        <details class="edit-fold">
          <summary>Delete…</summary>
          <form class="stack" method="post" action={editHref(draft.id, path)}>
            <EditFields csrf={csrf} commit={commit} action="delete" />
            <FileFields path={path} oid={oid} />
            <p>{visibleText(path)} goes from the draft; its history keeps it.</p>
            <button class="button button-danger" type="submit">
              Delete the file
            </button>
          </form>
        </details>
      </div>
    </div>
  );
}

/** The file that a form is about, and the content that it had on the page. */
export function FileFields({ path, oid }: { path: string; oid: string }) {
  return (
    <>
      <input type="hidden" name="path" value={path} />
      <input type="hidden" name="loaded" value={oid} />
    </>
  );
}

/** A text to edit; HTML drops the first newline of a textarea, so that one more stands before it. */
export function FileText({ id, text, readOnly }: { id: string; text: string; readOnly?: boolean }) {
  return (
    <textarea
      id={id}
      name={readOnly ? undefined : 'text'}
      class="edit-text"
      rows={24}
      spellcheck={false}
      autocomplete="off"
      autocapitalize="off"
      wrap="off"
      readOnly={readOnly}
      dangerouslySetInnerHTML={{ __html: `\n${escapeText(text)}` }}
    />
  );
}

interface SaveFormProps {
  id: string;
  path: string;
  /** The commit and the oid that the text was loaded with. */
  commit: string;
  oid: string;
  text: string;
  message?: string | undefined;
  csrf: string;
}

/** The text of a file, and what saves it. */
export function SaveForm({ id, path, commit, oid, text, message, csrf }: SaveFormProps) {
  return (
    <form class="edit-form" method="post" action={editHref(id, path)}>
      <EditFields csrf={csrf} commit={commit} action="save" />
      <FileFields path={path} oid={oid} />
      <label class="edit-path" for="text">
        {visibleText(path)}
      </label>
      <FileText id="text" text={text} />
      <div class="edit-save">
        <MessageField message={message} />
        <button class="button button-primary" type="submit">
          Save
        </button>
      </div>
    </form>
  );
}

/** What the commit is to say. */
export function MessageField({ message }: { message?: string | undefined }) {
  return (
    <div class="field">
      <label for="message">
        Message <span class="muted">(optional)</span>
      </label>
      <input
        id="message"
        name="message"
        maxLength={MAX_MESSAGE_CHARS}
        value={message ?? ''}
        placeholder="What changed"
        autocomplete="off"
      />
    </div>
  );
}

/** Only what would end the element, or be read as another character. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
