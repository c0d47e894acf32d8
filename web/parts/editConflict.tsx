import { draftImageHref, editHref } from '../links.ts';
import type { EditProps } from '../pages/admin/edit.tsx';
import { visibleText } from '../text.ts';
import { FileFields, FileText, MessageField } from './editFile.tsx';
import { EditFields } from './editFiles.tsx';

/** What a save met: the file as somebody else saved it meanwhile, and as it was typed here. */
export interface FormConflict {
  /** Nothing where it was deleted, or is an image now. */
  theirs: string | undefined;
  mine: string;
}

/** Both versions of a file, and the choice between them; what is saved is what stands in the second. */
export function EditConflict(props: EditProps & { conflict: FormConflict }) {
  const { draft, path, oid, csrf, message, conflict } = props;
  const { theirs, mine } = conflict;
  const isImage = Object.hasOwn(draft.assets, path);
  return (
    <form class="edit-conflict" method="post" action={editHref(draft.id, path)}>
      <EditFields csrf={csrf} commit={draft.commit} action="save" />
      <FileFields path={path} oid={oid} />
      <div class="edit-versions">
        <div>
          {theirs === undefined ? (
            <>
              <p class="edit-path">{visibleText(path)}, as it is saved now</p>
              {isImage ? (
                <figure class="edit-image">
                  <img src={draftImageHref(draft.id, path)} alt={visibleText(path)} />
                  <figcaption>
                    The file is an image now. Saving what you typed puts the text in its place.
                  </figcaption>
                </figure>
              ) : (
                <p class="empty">The file was deleted.</p>
              )}
            </>
          ) : (
            <>
              <label class="edit-path" for="theirs">
                {visibleText(path)}, as it is saved now
              </label>
              <FileText id="theirs" text={theirs} readOnly />
            </>
          )}
        </div>
        <div>
          <label class="edit-path" for="text">
            {visibleText(path)}, as you typed it
          </label>
          <FileText id="text" text={mine} />
        </div>
      </div>
      <div class="edit-save">
        <MessageField message={message} />
        <button class="button button-primary" type="submit">
          Save what I typed
        </button>
        <a class="button" href={editHref(draft.id, theirs === undefined && !isImage ? undefined : path)}>
          Keep what is saved
        </a>
      </div>
    </form>
  );
}
