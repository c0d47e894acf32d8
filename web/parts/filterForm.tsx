import { CATEGORIES, LANGUAGES, SORTS } from '../../server/contract/vocabulary.ts';
import type { BrowseQuery } from '../links.ts';
import { Icon } from './icon.tsx';
import { SearchKey } from './searchKey.tsx';

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

/** The search and filters over the list of functions, filled in with those in force; a script applies them as they change. */
export function FilterForm({
  query,
  categories,
}: {
  query: BrowseQuery;
  categories: readonly CategoryCount[];
}) {
  const counts = new Map(categories.map(({ name, count }) => [name, count]));
  const names = [...new Set([...categories.map(({ name }) => name), ...CATEGORIES])];
  return (
    <search>
      <form class="filters" method="get" action="/functions" data-live="results">
        <div class="field filter-search">
          <label for="filter-search">Search</label>
          <span class="search-field">
            <Icon name="search" />
            <input
              id="filter-search"
              type="search"
              name="search"
              maxLength={200}
              value={query.search ?? ''}
              placeholder="Name, tag or purpose"
              autocomplete="off"
              aria-keyshortcuts="/"
              data-search-field
            />
            <SearchKey />
          </span>
        </div>
        <Choice
          name="sort"
          label="Sort by"
          none="Default"
          options={SORTS.map((sort) => [sort, SORT_NAMES[sort]])}
          value={query.sort}
        />
        <Choice
          name="category"
          label="Category"
          none="All"
          options={names.map((name) => [name, counts.has(name) ? `${name} (${counts.get(name)})` : name])}
          value={query.category}
        />
        <Choice
          name="language"
          label="Language"
          none="All"
          options={LANGUAGES.map((name) => [name, LANGUAGE_NAMES[name]])}
          value={query.language}
        />
        <Field name="tag" label="Tag" max={40} value={query.tag} />
        <Field name="author" label="Author" max={64} value={query.author} />
        <button class="button" type="submit">
          Apply
        </button>
      </form>
    </search>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  /** What no choice is called. */
  none: string;
  options: [value: string, text: string][];
  value: string | undefined;
}

function Choice({ name, label, none, options, value }: ChoiceProps) {
  return (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name}>
        <option value="">{none}</option>
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

function Field({
  name,
  label,
  max,
  value,
}: {
  name: string;
  label: string;
  max: number;
  value: string | undefined;
}) {
  return (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <input
        id={`filter-${name}`}
        type="text"
        name={name}
        maxLength={max}
        value={value ?? ''}
        autocomplete="off"
      />
    </div>
  );
}
