import { IMPORT_HREF } from '../../links.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Command } from '../../parts/command.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** The form to import a function from GitHub. */
export interface ImportProps extends PageFrame {
  viewer: Viewer;
  csrf: string;
  /** What was typed, where it has to be corrected. */
  repository?: string | undefined;
  /** Why it was refused. */
  error?: string | undefined;
}

/** Renders it. */
export function importPage(props: ImportProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: 'Import from GitHub',
    description: 'Make a draft of a function in a repository.',
    content: <ImportContent {...props} />,
  });
}

function ImportContent({ csrf, repository = '', error }: ImportProps) {
  const described = ['repository-hint', ...(error === undefined ? [] : ['repository-error'])].join(' ');
  return (
    <>
      <AdminTabs current="functions" />
      <div class="section-head">
        <h1>Import from GitHub</h1>
      </div>
      <div class="import">
        <p>
          The registry reads the repository once, takes what a push of the folder would take, and makes a
          draft of it. The draft records the commit that it is from.
        </p>
        {error !== undefined && (
          <Notice kind="error">
            <span id="repository-error">{visibleText(error)}</span>
          </Notice>
        )}
        <form class="stack" method="post" action={IMPORT_HREF}>
          <input type="hidden" name="csrf" value={csrf} />
          <div class="field">
            <label for="repository">Repository, folder and ref</label>
            <input
              id="repository"
              name="repository"
              value={repository}
              maxLength={500}
              required
              spellcheck={false}
              autocapitalize="none"
              autocomplete="off"
              placeholder="owner/repo/path#ref"
              aria-describedby={described}
              aria-invalid={error === undefined ? undefined : 'true'}
            />
            <p class="muted" id="repository-hint">
              <code>owner/repo</code> for a function at the root, <code>owner/repo/path</code> for a folder;{' '}
              <code>#ref</code> for a branch, a tag or a commit. The address that a browser shows of it does
              as well.
            </p>
          </div>
          <button class="button button-primary" type="submit">
            Import
          </button>
        </form>
        <section aria-labelledby="import-private">
          <h2 id="import-private">From a private repository</h2>
          <p>The command line reads what your own token may read.</p>
          <Command label="With GITHUB_TOKEN set" line="aerostack functions import github:owner/repo/path" />
        </section>
      </div>
    </>
  );
}
