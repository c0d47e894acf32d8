import type { Listed } from '../../server/contract/answers.ts';
import { type BrowseQuery, browseHref } from '../links.ts';
import { Count } from '../parts/count.tsx';
import { type CategoryCount, FilterForm } from '../parts/filterForm.tsx';
import { FunctionRows } from '../parts/functionRows.tsx';
import { PublishSteps } from '../parts/publishSteps.tsx';
import { SearchForm } from '../parts/searchForm.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** The front page, and with a `query` (an empty one too) the list at `/functions`. */
export interface HomeProps extends PageFrame {
  /** The registry's own origin, as a client would be given it. */
  registryUrl: string;
  functions: Listed['functions'];
  /** How many functions there are in all under the query. */
  total: number;
  query?: BrowseQuery | undefined;
  nextCursor: string | null;
  /** Those that have functions, with their numbers. */
  categories?: CategoryCount[] | undefined;
}

const PURPOSE =
  'Aerostack is a registry of reusable TypeScript and JavaScript functions, each kept in git. Read the source, install it into your project, and change it as your own.';

/** Renders the front page or the list of functions. */
export function homePage(props: HomeProps): string {
  const { query } = props;
  if (query === undefined) {
    return renderPage({
      frame: props,
      title: 'Functions to read, install and own',
      description: PURPOSE,
      content: <Front {...props} />,
    });
  }
  return renderPage({
    frame: props,
    section: 'browse',
    title: titleOf(query),
    description: 'The functions published in this registry, by name, category, tag, language and author.',
    content: <Browse {...props} query={query} />,
  });
}

function Front({ registryUrl, functions, total, categories, nextCursor }: HomeProps) {
  return (
    <>
      <div class="hero">
        <div class="hero-words">
          <h1>Functions to read, install and own</h1>
          <p class="lead">{PURPOSE}</p>
          <SearchForm label="Search the functions" />
          {categories && categories.length > 0 && <Categories categories={categories} />}
        </div>
        <section class="hero-steps" aria-labelledby="publish">
          <h2 id="publish">Publish yours in three commands</h2>
          <PublishSteps registryUrl={registryUrl} />
        </section>
      </div>
      <section aria-labelledby="functions">
        <div class="section-head">
          <h2 id="functions">Functions</h2>
          {total > 0 && (
            <p class="muted">
              <Count of={total} one="function" many="functions" />
            </p>
          )}
        </div>
        {functions.length === 0 ? (
          <div class="empty">
            <p class="empty-title">Nothing has been published here yet.</p>
            <p>The first function can be yours: three commands, above, and it stands here.</p>
          </div>
        ) : (
          <FunctionRows functions={functions} heading="h3" />
        )}
        {nextCursor !== null && (
          <p class="more">
            <a class="button" href="/functions">
              Browse all functions
            </a>
          </p>
        )}
      </section>
    </>
  );
}

function Browse({ functions, total, query, nextCursor, categories }: HomeProps & { query: BrowseQuery }) {
  const filtered = Object.values(query).some((value) => value);
  return (
    <>
      <div class="section-head">
        <h1>{titleOf(query)}</h1>
        <p class="muted">
          <Count of={total} one="function" many="functions" />
        </p>
      </div>
      <FilterForm query={query} categories={categories} />
      {functions.length === 0 ? (
        <div class="empty">
          <p class="empty-title">{filtered ? 'No function fits.' : 'Nothing has been published here yet.'}</p>
          {filtered && (
            <p>
              Try fewer words, or <a href="/functions">see all functions</a>.
            </p>
          )}
        </div>
      ) : (
        <FunctionRows functions={functions} heading="h2" />
      )}
      {nextCursor !== null && (
        <nav class="more" aria-label="Pages">
          <a class="button" rel="next" href={browseHref(query, nextCursor)}>
            Next page
          </a>
        </nav>
      )}
    </>
  );
}

function Categories({ categories }: { categories: CategoryCount[] }) {
  return (
    <nav aria-label="Categories">
      <ul class="chips">
        {categories.map(({ name, count }) => (
          <li key={name}>
            <a class="chip" href={browseHref({ category: name })}>
              {name} <span class="chip-count">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
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
