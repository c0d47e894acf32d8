import { type BrowseQuery, browseHref } from '../links.ts';
import { visibleText } from '../text.ts';

const NAMES = { category: 'Category', tag: 'Tag', language: 'Language', author: 'Author' } as const;

/** The filters in force, each a link to the list without it. */
export function FiltersInForce({ query }: { query: BrowseQuery }) {
  const names = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter((name) => query[name]);
  if (names.length === 0) return null;
  return (
    <ul class="chips filters-in-force">
      {names.map((name) => (
        <li key={name}>
          <a class="chip" href={browseHref({ ...query, [name]: undefined })}>
            <span class="visually-hidden">Remove the filter </span>
            {NAMES[name]}: {visibleText(query[name] ?? '')} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
