import type { Listed } from '../../server/contract/answers.ts';
import { browseHref } from '../links.ts';
import { Count } from '../parts/count.tsx';
import { FunctionRows } from '../parts/functionRows.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';

/** An account and what it has published. */
export interface UserProps extends PageFrame {
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
    content: <UserContent {...props} />,
  });
}

function UserContent({ username, functions, total, nextCursor }: UserProps) {
  return (
    <>
      <header class="page-head">
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href="/functions">Functions</a>
          <span aria-hidden="true">/</span>
          <span aria-current="page">{username}</span>
        </nav>
        <h1>{username}</h1>
        <p class="lead">
          <Count of={total} one="function" many="functions" /> published
        </p>
      </header>
      {functions.length === 0 ? (
        <div class="empty">
          <p class="empty-title">{username} has not published anything yet.</p>
        </div>
      ) : (
        <>
          <FunctionRows functions={functions} heading="h2" />
          {nextCursor !== null && (
            <nav class="more" aria-label="Pages">
              <a class="button" rel="next" href={browseHref({ author: username }, nextCursor)}>
                Next page
              </a>
            </nav>
          )}
        </>
      )}
    </>
  );
}
