import type { Mine } from '../../../server/contract/answers.ts';
import { draftHref } from '../../links.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Command } from '../../parts/command.tsx';
import { Count } from '../../parts/count.tsx';
import { Day } from '../../parts/date.tsx';
import { GitSteps } from '../../parts/gitSteps.tsx';
import { Notice } from '../../parts/notice.tsx';
import { originOf } from '../../parts/origin.ts';
import { PublishSteps } from '../../parts/publishSteps.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { Status } from '../../parts/status.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** Everything of one's own, published or not. */
export interface MyFunctionsProps extends PageFrame {
  /** The registry's own origin, as a client would be given it. */
  registryUrl: string;
  viewer: Viewer;
  functions: Mine['functions'];
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

function MyFunctionsContent({ functions, registryUrl, notice }: MyFunctionsProps) {
  return (
    <>
      <AdminTabs current="functions" />
      <div class="section-head">
        <h1>My functions</h1>
        <p class="muted">
          <Count of={functions.length} one="function" many="functions" />
        </p>
      </div>
      {notice !== undefined && <Notice kind="info">{visibleText(notice)}</Notice>}
      {functions.length === 0 ? (
        <div class="empty">
          <p class="empty-title">You have pushed nothing yet.</p>
          <PublishSteps registryUrl={registryUrl} />
          <p class="empty-title">Or with git, once signed in</p>
          <GitSteps />
          <p class="import-link">
            <a class="button" href="/admin/import">
              Import from GitHub
            </a>
          </p>
        </div>
      ) : (
        <>
          <ul class="rows">
            {functions.map((fn) => (
              <li key={fn.id} class="row">
                <div class="row-head">
                  <h2 class="row-title">
                    <a href={draftHref(fn.id)}>
                      <bdi>{visibleText(fn.name) || fn.slug}</bdi>
                    </a>
                  </h2>
                  <span class="version">{fn.version}</span>
                  <Status status={fn.status} />
                </div>
                <ul class="row-facts">
                  <li>{fn.slug}</li>
                  <li>from {originOf(fn.source)}</li>
                  <li>
                    <Day iso={fn.updatedAt} />
                  </li>
                  <li>
                    <code class="oid">{fn.id}</code>
                  </li>
                  {fn.status !== 'draft' && (
                    <li>
                      <a href={fn.url}>On the Hub</a>
                    </li>
                  )}
                </ul>
              </li>
            ))}
          </ul>
          <section aria-labelledby="push-more">
            <h2 id="push-more">Push another</h2>
            <Command label="The function in this folder" line="aerostack functions push" />
            <h3>Or with git</h3>
            <GitSteps />
            <p class="import-link">
              <a class="button" href="/admin/import">
                Import from GitHub
              </a>
            </p>
          </section>
        </>
      )}
    </>
  );
}
