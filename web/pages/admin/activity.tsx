import { ACTIVITY_KINDS, type ActivityKind } from '../../../server/contract/vocabulary.ts';
import { activityHref } from '../../links.ts';
import { ActivitySentence } from '../../parts/activitySentence.tsx';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Moment } from '../../parts/moment.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';
import type { ShownActivity } from './activityShown.ts';

/** What happened to one's account. */
export interface ActivityProps extends PageFrame {
  viewer: Viewer;
  /** Newest first. */
  entries: readonly ShownActivity[];
  kind?: ActivityKind | undefined;
  nextCursor: string | null;
  /** Whether there are newer entries than these. */
  isContinued: boolean;
}

const NAMES: Record<ActivityKind, string> = {
  functions: 'Functions',
  keys: 'Keys',
  'sign-ins': 'Signing in',
  stars: 'Stars',
};

/** Renders the audit trail of one's account. */
export function activityPage(props: ActivityProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: 'Activity',
    description: 'What happened to your account.',
    content: <ActivityContent {...props} />,
  });
}

function ActivityContent({ entries, kind, nextCursor, isContinued }: ActivityProps) {
  const filter = (name: string, to: ActivityKind | undefined) => (
    <a key={name} class="chip" href={activityHref(to)} aria-current={to === kind ? 'true' : undefined}>
      {name}
    </a>
  );
  return (
    <>
      <AdminTabs current="activity" />
      <div class="section-head admin-head">
        <h1>Activity</h1>
        <nav class="chips" aria-label="Kinds of activity">
          {filter('All', undefined)}
          {ACTIVITY_KINDS.map((one) => filter(NAMES[one], one))}
        </nav>
      </div>
      {entries.length === 0 ? (
        <div class="empty">
          <p class="empty-title">{isContinued ? 'There is nothing older.' : 'Nothing of this kind yet.'}</p>
        </div>
      ) : (
        <ol class="rows activity">
          {entries.map((entry) => (
            <li key={entry.id} class="row">
              <p>
                <ActivitySentence entry={entry} />
              </p>
              <ul class="row-facts">
                <li>
                  <Moment iso={entry.at} />
                </li>
                {entry.by && (
                  <li>
                    with the {entry.by.kind} {visibleText(entry.by.name)} (<code>{entry.by.prefix}…</code>)
                  </li>
                )}
                {entry.requestId !== null && (
                  <li>
                    request <code class="oid">{visibleText(entry.requestId)}</code>
                  </li>
                )}
              </ul>
            </li>
          ))}
        </ol>
      )}
      {(nextCursor !== null || isContinued) && (
        <nav class="more form-steps" aria-label="Pages">
          {isContinued && (
            <a class="button" href={activityHref(kind)}>
              Newest
            </a>
          )}
          {nextCursor !== null && (
            <a class="button" rel="next" href={activityHref(kind, nextCursor)}>
              Older
            </a>
          )}
        </nav>
      )}
    </>
  );
}
