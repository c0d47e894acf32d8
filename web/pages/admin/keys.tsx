import type { ApiKey } from '../../../server/contract/answers.ts';
import { keyHref } from '../../links.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Count } from '../../parts/count.tsx';
import { Day } from '../../parts/date.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

const SOON = 7 * 24 * 60 * 60 * 1000;

/** One's keys. */
export interface KeysProps extends PageFrame {
  viewer: Viewer;
  /** Newest first. */
  keys: readonly ApiKey[];
  /** Milliseconds since 1970. */
  now: number;
  /** What has just been done, one sentence. */
  notice?: string | undefined;
}

/** Renders the list of keys. */
export function keysPage(props: KeysProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: 'API keys',
    description: 'The keys that programs use in your name.',
    content: <KeysContent {...props} />,
  });
}

function KeysContent({ keys, now, notice }: KeysProps) {
  return (
    <>
      <AdminTabs current="keys" />
      <div class="section-head admin-head">
        <div>
          <h1>API keys</h1>
          <p class="muted">
            {keys.length === 0 ? (
              'For the command line, git and pipelines.'
            ) : (
              <Count of={keys.length} one="key" many="keys" />
            )}
          </p>
        </div>
        <a class="button button-primary" href="/admin/keys/new">
          New key
        </a>
      </div>
      {notice !== undefined && <Notice kind="info">{notice}</Notice>}
      {keys.length === 0 ? (
        <div class="empty">
          <p class="empty-title">You have no keys.</p>
          <p>
            The command line, git and pipelines use a key in place of your password. Each does only what you
            allow it to, and can be revoked by itself.
          </p>
        </div>
      ) : (
        <ul class="rows">
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} now={now} />
          ))}
        </ul>
      )}
    </>
  );
}

function KeyRow({ apiKey, now }: { apiKey: ApiKey; now: number }) {
  const { id, name, prefix, scopes, functions, createdAt, lastUsedAt, expiresAt } = apiKey;
  const shown = visibleText(name);
  const left = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - now;
  const step = (to: 'rotate' | 'revoke', text: string) => (
    <a class="button button-small" href={keyHref(id, to)}>
      {text} <span class="visually-hidden">{shown}</span>
    </a>
  );
  return (
    <li class="row row-wide">
      <div class="row-words">
        <div class="row-head">
          <h2 class="row-title">
            <bdi>{shown}</bdi>
          </h2>
          <code class="version">{prefix}…</code>
          {left <= 0 && <span class="status status-ended">expired</span>}
          {left > 0 && left <= SOON && <span class="status status-modified">expires soon</span>}
        </div>
        <ul class="row-facts">
          <li>
            <ul class="chips" aria-label="Scopes">
              {scopes.map((scope) => (
                <li key={scope} class="chip">
                  {scope}
                </li>
              ))}
            </ul>
          </li>
          <li>{functions.length === 0 ? 'all functions' : `only ${visibleText(functions.join(', '))}`}</li>
        </ul>
        <ul class="row-facts">
          <li>
            created <Day iso={createdAt} />
          </li>
          <li>
            {lastUsedAt === null ? (
              'never used'
            ) : (
              <>
                last used <Moment iso={lastUsedAt} />
              </>
            )}
          </li>
          <li>
            {expiresAt === null ? (
              'does not expire'
            ) : (
              <>
                {left <= 0 ? 'expired' : 'expires'} <Day iso={expiresAt} />
              </>
            )}
          </li>
        </ul>
      </div>
      <div class="row-steps">
        {left > 0 && step('rotate', 'Rotate')}
        {step('revoke', left > 0 ? 'Revoke' : 'Remove')}
      </div>
    </li>
  );
}
