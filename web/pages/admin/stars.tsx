import type { Listed } from '../../../server/contract/answers.ts';
import { AdminTabs } from '../../parts/adminTabs.tsx';
import { Count } from '../../parts/count.tsx';
import { FunctionRows } from '../../parts/functionRows.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';

/** What one has starred. */
export interface StarsProps extends PageFrame {
  viewer: Viewer;
  functions: Listed['functions'];
  total: number;
  nextCursor: string | null;
}

/** Renders the list of one's stars. */
export function starsPage(props: StarsProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: 'Stars',
    description: 'The functions that you have starred.',
    content: <StarsContent {...props} />,
  });
}

function StarsContent({ functions, total, nextCursor }: StarsProps) {
  return (
    <>
      <AdminTabs current="stars" />
      <div class="section-head admin-head">
        <h1>Stars</h1>
        <p class="muted">
          <Count of={total} one="function" many="functions" />
        </p>
      </div>
      {functions.length === 0 ? (
        <div class="empty">
          <p class="empty-title">You have starred nothing yet.</p>
          <p>
            A star on the page of a function keeps it here. <a href="/functions">Browse functions</a>
          </p>
        </div>
      ) : (
        <FunctionRows functions={functions} heading="h2" />
      )}
      {nextCursor !== null && (
        <nav class="more" aria-label="Pages">
          <a class="button" rel="next" href={`/admin/stars?cursor=${encodeURIComponent(nextCursor)}`}>
            Next page
          </a>
        </nav>
      )}
    </>
  );
}
