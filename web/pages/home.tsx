import type { Listed } from '../../server/contract/answers.ts';
import { browseHref } from '../links.ts';
import { Count } from '../parts/count.tsx';
import type { CategoryCount } from '../parts/filterForm.tsx';
import { FunctionCards } from '../parts/functionCards.tsx';
import { PublishSteps } from '../parts/publishSteps.tsx';
import { SearchForm } from '../parts/searchForm.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';

/** The front page. */
export interface HomeProps extends PageFrame {
  registryUrl: string;
  /** The newest. */
  functions: Listed['functions'];
  /** How many functions there are in all. */
  total: number;
  /** Those that have functions, with their numbers. */
  categories?: readonly CategoryCount[] | undefined;
}

const PURPOSE =
  'Aerostack is a registry of reusable TypeScript and JavaScript functions, each kept in git. Read the source, install it into your project, and change it as your own.';

/** Renders the front page. */
export function homePage(props: HomeProps): string {
  return renderPage({
    frame: props,
    section: 'home',
    title: 'Functions to read, install and own',
    description: PURPOSE,
    canonical: '/',
    feed: { href: '/feed.atom', title: 'New versions of all functions' },
    content: <Front {...props} />,
  });
}

function Front({ registryUrl, functions, total, categories = [] }: HomeProps) {
  return (
    <>
      <div class="hero">
        <div class="hero-words">
          <h1>Functions to read, install and own</h1>
          <p class="lead">{PURPOSE}</p>
          <SearchForm label="Search the functions" />
          {total > 0 && (
            <p class="muted">
              <a href="/functions">
                <Count of={total} one="function" many="functions" />
              </a>{' '}
              to choose from, and the <a href="/docs">guides</a> to publish one.
            </p>
          )}
        </div>
        <section class="hero-steps" aria-labelledby="publish">
          <h2 id="publish">Publish yours in three commands</h2>
          <PublishSteps registryUrl={registryUrl} />
          <p class="hint">
            Or <a href="/docs/publishing-via-git">with git alone</a>: a push makes the draft.
          </p>
        </section>
      </div>
      {categories.length > 0 && (
        <section class="front-section" aria-labelledby="categories">
          <div class="section-head">
            <h2 id="categories">Categories</h2>
          </div>
          <Categories categories={categories} />
        </section>
      )}
      <section class="front-section" aria-labelledby="new">
        <div class="section-head">
          <h2 id="new">What is new</h2>
          {total > functions.length && <a href="/functions?sort=recent">Browse all functions</a>}
        </div>
        {functions.length === 0 ? (
          <div class="empty">
            <p class="empty-title">Nothing has been published here yet.</p>
            <p>The first function can be yours: three commands, above, and it stands here.</p>
          </div>
        ) : (
          <FunctionCards functions={functions} />
        )}
      </section>
    </>
  );
}

function Categories({ categories }: { categories: readonly CategoryCount[] }) {
  return (
    <ul class="tiles">
      {categories.map(({ name, count }) => (
        <li key={name}>
          <a class="tile" href={browseHref({ category: name })}>
            <span class="tile-name">{name}</span>
            <span class="tile-count">
              <Count of={count} one="function" many="functions" />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
