import { CATEGORIES, LANGUAGES, SORTS } from '../../server/contract/vocabulary.ts';
import type { BrowseQuery } from '../links.ts';

/** A category and how many functions are in it. */
export interface CategoryCount {
  name: string;
  count: number;
}

const SORT_NAMES: Record<(typeof SORTS)[number], string> = {
  relevance: 'Best match',
  recent: 'Newest',
  name: 'Name',
  installs: 'Most installed',
  stars: 'Most starred',
};

const LANGUAGE_NAMES: Record<(typeof LANGUAGES)[number], string> = {
  typescript: 'TypeScript',
  javascript: 'JavaScript',
};

/** The search and filters over the list of functions, filled in with those in force. */
export function FilterForm({
  query,
  categories,
}: {
  query: BrowseQuery;
  categories: CategoryCount[] | undefined;
}) {
  const counted = categories ?? CATEGORIES.map((name) => ({ name, count: undefined }));
  return (
    <search>
      <form class="filters" method="get" action="/functions">
        <Field id="filter-search" name="search" label="Search" max={200} value={query.search} />
        <div class="field">
          <label for="filter-category">Category</label>
          <select id="filter-category" name="category">
            <option value="">All</option>
            {counted.map(({ name, count }) => (
              <option key={name} value={name} selected={name === query.category}>
                {count === undefined ? name : `${name} (${count})`}
              </option>
            ))}
          </select>
        </div>
        <Field id="filter-tag" name="tag" label="Tag" max={40} value={query.tag} />
        <div class="field">
          <label for="filter-language">Language</label>
          <select id="filter-language" name="language">
            <option value="">All</option>
            {LANGUAGES.map((name) => (
              <option key={name} value={name} selected={name === query.language}>
                {LANGUAGE_NAMES[name]}
              </option>
            ))}
          </select>
        </div>
        <Field id="filter-author" name="author" label="Author" max={64} value={query.author} />
        <div class="field">
          <label for="filter-sort">Sort by</label>
          <select id="filter-sort" name="sort">
            <option value="">Default</option>
            {SORTS.map((sort) => (
              <option key={sort} value={sort} selected={sort === query.sort}>
                {SORT_NAMES[sort]}
              </option>
            ))}
          </select>
        </div>
        <button class="button" type="submit">
          Apply
        </button>
      </form>
    </search>
  );
}

interface FieldProps {
  id: string;
  name: string;
  label: string;
  max: number;
  value: string | undefined;
}

function Field({ id, name, label, max, value }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="text" name={name} maxLength={max} value={value ?? ''} />
    </div>
  );
}
