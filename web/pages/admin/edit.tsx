import type { Draft } from '../../../server/contract/answers.ts';
import { draftHref, editHref } from '../../links.ts';
import { EditConflict, type FormConflict } from '../../parts/editConflict.tsx';
import { EditFile } from '../../parts/editFile.tsx';
import { AddFileForm, EditFileList } from '../../parts/editFiles.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { Status } from '../../parts/status.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** The files of the editor: its own, and Monaco's by what they are. */
export interface EditorFiles {
  js: string;
  css: string;
  monaco: Readonly<Record<string, string>>;
}

/** The editor of a draft, at one of its files. */
export interface EditProps extends PageFrame {
  viewer: Viewer;
  csrf: string;
  editor: EditorFiles;
  draft: Draft;
  /** What one function may hold; sizes in bytes. */
  limits: { readonly maxFiles: number; readonly maxFileBytes: number; readonly maxTotalBytes: number };
  /** One of the draft's files. */
  path: string;
  /** The commit that the page, or what was typed into it, was made from. */
  commit: string;
  /** The oid of the file, by which a save knows whether somebody else changed it. */
  oid: string;
  /** What was typed and could not be saved; absent, the text is the stored one. */
  typed?: string | undefined;
  message?: string | undefined;
  conflict?: FormConflict | undefined;
  /** What has just been done, one sentence. */
  notice?: string | undefined;
  /** Why it was not done, one sentence. */
  error?: string | undefined;
}

/** Renders the editor as a page of forms, which its script turns into one that checks as one types. */
export function editPage(props: EditProps): string {
  const { draft, editor } = props;
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: `Edit ${draft.name || draft.slug}`,
    description: 'The editor of a draft.',
    head: (
      <>
        <link rel="stylesheet" href={editor.css} />
        {props.conflict === undefined && (
          <>
            <link rel="modulepreload" href={editor.monaco.js} />
            <link rel="preload" as="style" href={editor.monaco.css} />
            <script type="module" src={editor.js} />
          </>
        )}
      </>
    ),
    content: <EditContent {...props} />,
  });
}

function EditContent(props: EditProps) {
  const { draft, path, csrf, conflict, notice, error, editor, limits } = props;
  return (
    <>
      <header class="page-head edit-head">
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href="/admin">My functions</a>
          <span aria-hidden="true">/</span>
          <a href={draftHref(draft.id)}>{draft.slug}</a>
          <span aria-hidden="true">/</span>
          <span aria-current="page">edit</span>
        </nav>
        <div class="title-line">
          <h1>
            Edit <bdi>{visibleText(draft.name) || draft.slug}</bdi>
          </h1>
          <span class="version">{draft.version}</span>
          <Status status={draft.status} />
          <nav class="edit-ways" aria-label="This draft">
            <a href={draftHref(draft.id)}>Overview</a>
            <a href={`${draftHref(draft.id)}/history`}>History</a>
            <a href={`${draftHref(draft.id)}/publish`}>Publish…</a>
          </nav>
        </div>
        {notice !== undefined && <Notice kind="info">{visibleText(notice)}</Notice>}
        {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      </header>
      {conflict ? (
        <EditConflict {...props} conflict={conflict} />
      ) : (
        <div
          class="edit"
          data-editor={draft.id}
          data-csrf={csrf}
          data-path={path}
          data-typed={props.typed === undefined ? undefined : ''}
          data-monaco={JSON.stringify(editor.monaco)}
          data-limits={JSON.stringify(limits)}
        >
          <div class="edit-side">
            <EditFileList draft={draft} path={path} />
            <AddFileForm id={draft.id} commit={props.commit} csrf={csrf} />
          </div>
          <EditFile {...props} />
        </div>
      )}
      <noscript>
        <p class="hint">
          With scripts this page checks as you type, opens several files and saves them in one commit.
          Without, it saves one file at a time: <a href={editHref(draft.id, path)}>load the newest state</a>.
        </p>
      </noscript>
    </>
  );
}
