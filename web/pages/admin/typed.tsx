import { loginHref } from '../../links.ts';
import { SaveForm } from '../../parts/editFile.tsx';
import { Notice } from '../../parts/notice.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';

/** What somebody typed into the editor whose session is no more: all of it from the form, nothing from the draft. */
export interface TypedProps extends PageFrame {
  id: string;
  path: string;
  /** The commit and the oid that it was typed into. */
  commit: string;
  oid: string;
  typed: string;
  message: string;
  /** Where to be after signing in. */
  next: string;
  csrf: string;
  /** The editor's stylesheet. */
  css: string;
}

/** Renders what was typed, to be saved once its author has signed in. */
export function typedPage(props: TypedProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: 'Not saved: you are signed out',
    description: 'What was typed into the editor.',
    head: <link rel="stylesheet" href={props.css} />,
    content: <TypedContent {...props} />,
  });
}

function TypedContent({ id, path, commit, oid, typed, message, next, csrf }: TypedProps) {
  return (
    <>
      <header class="page-head edit-head">
        <h1>Not saved: you are signed out</h1>
        <Notice kind="error">
          Your session has ended. What you typed is below, and nowhere else:{' '}
          <a href={loginHref(next)} target="_blank" rel="noopener">
            sign in in another tab
          </a>
          , then come back to this one and press Save again.
        </Notice>
      </header>
      <div class="edit-typed">
        <SaveForm {...{ id, path, commit, oid, message, csrf }} text={typed} />
      </div>
    </>
  );
}
