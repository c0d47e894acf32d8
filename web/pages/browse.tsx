import type { Listed } from '../../server/contract/answers.ts';
import { type BrowseQuery, browseHref } from '../links.ts';
import { Count } from '../parts/count.tsx';
import { type CategoryCount, FilterForm } from '../parts/filterForm.tsx';
import { FiltersInForce } from '../parts/filtersInForce.tsx';
import { FunctionRows } from '../parts/functionRows.tsx';
import { NothingFound, type Suggestion } from '../parts/nothingFound.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** The list of functions under a query, an empty one too. */
export interface BrowseProps extends PageFrame {
  functions: Listed['functions'];
  /** How many functions there are in all under the query. */
  total: number;
  query: BrowseQuery;
  nextCursor: string | null;
  /** Those that have functions, with their numbers. */
  categories?: readonly CategoryCount[] | undefined;
  /** What may have been meant, where nothing was found. */
  suggestions?: readonly Suggestion[] | undefined;
}

/** Renders the list of functions. */
export function browsePage(props: BrowseProps): string {
  return renderPage({
    frame: props,
    section: 'browse',
    title: titleOf(props.query),
    description: 'The functions published in this registry, by name, category, tag, language and author.',
    canonical: browseHref(props.query),
    feed: { href: '/feed.atom', title: 'New versions of all functions' },
    content: <Browse {...props} />,
  });
}

function Browse({ functions, total, query, nextCursor, categories = [], suggestions = [] }: BrowseProps) {
  const filtered = Object.values(query).some((value) => value);
  return (
    <div class="browse">
      <FilterForm query={query} categories={categories} />
      {/* What the search as one types replaces. */}
      <div id="results" class="results">
        <div class="section-head">
          <h1>{titleOf(query)}</h1>
          <p class="muted">
            <Count of={total} one="function" many="functions" />
          </p>
        </div>
        <FiltersInForce query={query} />
        {functions.length > 0 ? (
          <FunctionRows functions={functions} heading="h2" />
        ) : filtered ? (
          <NothingFound query={query} categories={categories} suggestions={suggestions} />
        ) : (
          <div class="empty">
            <p class="empty-title">Nothing has been published here yet.</p>
            <p>
              <a href="/docs">The guides</a> tell how the first function gets here.
            </p>
          </div>
        )}
        {nextCursor !== null && (
          <nav class="more" aria-label="Pages">
            <a class="button" rel="next" href={browseHref(query, nextCursor)}>
              Next page
            </a>
          </nav>
        )}
      </div>
    </div>
  );
}

function titleOf({ search, category, tag, language, author }: BrowseQuery): string {
  if (search) return `Results for “${visibleText(search)}”`;
  if (tag) return `Functions tagged “${visibleText(tag)}”`;
  if (category) return `Functions in ${visibleText(category)}`;
  if (language) return `Functions in ${visibleText(language)}`;
  if (author) return `Functions by ${visibleText(author)}`;
  return 'All functions';
}
