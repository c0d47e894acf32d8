import { type BrowseQuery, browseHref, functionHref } from '../links.ts';
import type { CategoryCount } from './filterForm.tsx';

/** A function that may have been meant. */
export interface Suggestion {
  author: string;
  slug: string;
}

const MOST_CATEGORIES = 8;

/** What to do where no function fits. */
export function NothingFound({
  query,
  categories,
  suggestions,
}: {
  query: BrowseQuery;
  categories: readonly CategoryCount[];
  suggestions: readonly Suggestion[];
}) {
  const { search, sort, ...filters } = query;
  const isNarrowed = Boolean(search) && Object.values(filters).some((value) => value);
  return (
    <div class="empty">
      <p class="empty-title">No function fits.</p>
      <p>
        Try fewer words,{' '}
        {isNarrowed && (
          <>
            <a href={browseHref({ search, sort })}>search without filters</a>,{' '}
          </>
        )}
        or <a href="/functions">see all functions</a>.
      </p>
      {suggestions.length > 0 && (
        <>
          <p class="empty-lead">Did you mean</p>
          <Suggestions of={suggestions} />
        </>
      )}
      {categories.length > 0 && (
        <>
          <p class="empty-lead">Or look through a category</p>
          <ul class="chips">
            {categories.slice(0, MOST_CATEGORIES).map(({ name, count }) => (
              <li key={name}>
                <a class="chip" href={browseHref({ category: name })}>
                  {name} <span class="chip-count">{count}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Functions that may have been meant, each a link. */
export function Suggestions({ of: suggestions }: { of: readonly Suggestion[] }) {
  return (
    <ul class="chips suggestions">
      {suggestions.map(({ author, slug }) => (
        <li key={`${author}/${slug}`}>
          <a class="chip" href={functionHref(author, slug)}>
            {author}/{slug}
          </a>
        </li>
      ))}
    </ul>
  );
}
