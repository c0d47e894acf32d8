import { IMPORT_HREF, NEW_HREF, type OwnQuery, ownHref } from '../../links.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Command } from '../../parts/command.tsx';
import { Count } from '../../parts/count.tsx';
import { GitSteps } from '../../parts/gitSteps.tsx';
import { Notice } from '../../parts/notice.tsx';
import { OwnFilterForm } from '../../parts/ownFilterForm.tsx';
import { OwnFunctionItem, type ShownOwnFunction } from '../../parts/ownFunctionItem.tsx';
import { PublishSteps } from '../../parts/publishSteps.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** One's own functions under a query, published or not. */
export interface MyFunctionsProps extends PageFrame {
  /** The registry's own origin, as a client would be given it. */
  registryUrl: string;
  viewer: Viewer;
  csrf: string;
  /** Milliseconds since 1970. */
  now: number;
  functions: readonly ShownOwnFunction[];
  /** How many there are under the query, on all pages. */
  total: number;
  query: OwnQuery;
  /** From 1. */
  page: number;
  pages: number;
  /** Branches that cannot be read, by name. */
  damaged: readonly string[];
  /** What has just been done, one sentence. */
  notice?: string | undefined;
}

/** Renders the first page of the Admin. */
export function myFunctionsPage(props: MyFunctionsProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: 'My functions',
    description: 'Your drafts and published functions.',
    content: <MyFunctionsContent {...props} />,
  });
}

function MyFunctionsContent(props: MyFunctionsProps) {
  const { functions, total, query, damaged, registryUrl, notice } = props;
  const filtered = Object.values(query).some(Boolean);
  const hasNone = functions.length === 0 && !filtered && damaged.length === 0;
  return (
    <>
      <AdminTabs current="functions" />
      <div class="section-head own-title">
        <h1>My functions</h1>
        <div class="form-ways">
          <a class="button" href={IMPORT_HREF}>
            Import from GitHub
          </a>
          <a class="button button-primary" href={NEW_HREF}>
            New function
          </a>
        </div>
      </div>
      {notice !== undefined && <Notice kind="info">{visibleText(notice)}</Notice>}
      {!hasNone && <OwnFilterForm query={query} />}
      {/* What the search as one types replaces. */}
      <div id="results">
        {!hasNone && (
          <p class="own-count" data-live-count>
            <Count of={total} one="function" many="functions" />
            {query.function && <>, {visibleText(query.function)} alone</>}
          </p>
        )}
        <Damaged names={damaged} />
        {hasNone && (
          <div class="empty">
            <p class="empty-title">Nothing is here yet.</p>
            <p>
              <a href={NEW_HREF}>Start a function here</a>, or push one from your machine.
            </p>
            <PublishSteps registryUrl={registryUrl} />
            <p class="empty-title">Or with git, once signed in</p>
            <GitSteps />
          </div>
        )}
        {functions.length === 0 && filtered && (
          <div class="empty">
            <p class="empty-title">None of your functions is like that.</p>
            <p>
              <a href="/admin">Show all of them</a>
            </p>
          </div>
        )}
        {functions.length > 0 && (
          <>
            <ul class="owns">
              {functions.map((fn) => (
                <OwnFunctionItem key={fn.slug} fn={fn} {...props} username={props.viewer.username} />
              ))}
            </ul>
            <Pages {...props} />
          </>
        )}
      </div>
      {!hasNone && (
        <section class="own-push" aria-labelledby="push-more">
          <h2 id="push-more">Push another from your machine</h2>
          <Command label="The function in this folder" line="aerostack functions push" />
          <h3>Or with git</h3>
          <GitSteps />
        </section>
      )}
    </>
  );
}

function Damaged({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Notice kind="warning">
      {names.length === 1 ? 'One branch cannot be read' : `${names.length} branches cannot be read`}, since
      their objects are damaged on the registry's disk: {names.slice(0, 20).join(', ')}
      {names.length > 20 && ' and more'}. What is published of them is not affected. Push the same content
      again, or ask the operator to restore a backup.
    </Notice>
  );
}

function Pages({ query, page, pages }: MyFunctionsProps) {
  if (pages < 2 && !query.function) return null;
  return (
    <nav class="more own-pages" aria-label="Pages">
      {page > 1 && (
        <a class="button" rel="prev" href={ownHref(query, page - 1)}>
          Previous page
        </a>
      )}
      {pages > 1 && (
        <span class="muted">
          Page {page} of {pages}
        </span>
      )}
      {page < pages && (
        <a class="button" rel="next" href={ownHref(query, page + 1)}>
          Next page
        </a>
      )}
      {query.function && <a href={ownHref({ ...query, function: undefined })}>All functions</a>}
    </nav>
  );
}
