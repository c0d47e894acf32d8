import type { Listed } from '../../server/contract/answers.ts';
import { browseHref, cloneUrl, userHref } from '../links.ts';
import { Command } from '../parts/command.tsx';
import { Count } from '../parts/count.tsx';
import { FunctionRows } from '../parts/functionRows.tsx';
import { GitSteps } from '../parts/gitSteps.tsx';
import { Icon } from '../parts/icon.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';

/** An account and what it has published. */
export interface UserProps extends PageFrame {
  registryUrl: string;
  username: string;
  functions: Listed['functions'];
  /** How many functions the account has published in all. */
  total: number;
  nextCursor: string | null;
}

/** Renders the page of an author. */
export function userPage(props: UserProps): string {
  const { username } = props;
  return renderPage({
    frame: props,
    title: username,
    description: `The functions that ${username} has published.`,
    canonical: userHref(username),
    feed: { href: `${userHref(username)}/feed.atom`, title: `New versions by ${username}` },
    content: <UserContent {...props} />,
  });
}

function UserContent({ username, functions, total, nextCursor, registryUrl, viewer }: UserProps) {
  return (
    <>
      <header class="page-head">
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href="/functions">Functions</a>
          <span aria-hidden="true">/</span>
          <span aria-current="page">{username}</span>
        </nav>
        <div class="author-head">
          <span class="author-mark" aria-hidden="true">
            {username.slice(0, 1)}
          </span>
          <h1>{username}</h1>
          <p class="lead">
            <Count of={total} one="function" many="functions" /> published
          </p>
        </div>
      </header>
      <div class="columns">
        <aside class="side side-first" aria-labelledby="clone">
          <h2 id="clone">Clone</h2>
          <Command
            label="Every published version, in git"
            line={`git clone ${cloneUrl(registryUrl, username)}`}
          />
          {viewer?.username === username && (
            <section class="side-part" aria-labelledby="push">
              <h2 id="push">Push</h2>
              <GitSteps />
            </section>
          )}
          <ul class="side-links">
            <li>
              <a href={`${userHref(username)}/feed.atom`}>
                <Icon name="feed" /> Feed of new versions
              </a>
            </li>
          </ul>
        </aside>
        <div class="main-column">
          {functions.length === 0 ? (
            <div class="empty">
              <p class="empty-title">{username} has not published anything yet.</p>
            </div>
          ) : (
            <FunctionRows functions={functions} heading="h2" />
          )}
          {nextCursor !== null && (
            <nav class="more" aria-label="Pages">
              <a class="button" rel="next" href={browseHref({ author: username, sort: 'name' }, nextCursor)}>
                Next page
              </a>
            </nav>
          )}
        </div>
      </div>
    </>
  );
}
