import { Icon } from './icon.tsx';
import { SearchKey } from './searchKey.tsx';

/** The search over all functions; complete without a script. */
export function SearchForm({ label }: { label: string }) {
  return (
    <search>
      <form class="search" method="get" action="/functions">
        <label class="visually-hidden" for="search">
          {label}
        </label>
        <span class="search-field">
          <Icon name="search" />
          <input
            id="search"
            type="search"
            name="search"
            maxLength={200}
            placeholder="Search by name, tag or purpose"
            aria-keyshortcuts="/"
            data-search-field
          />
          <SearchKey />
        </span>
        <button class="button button-primary" type="submit">
          Search
        </button>
      </form>
    </search>
  );
}
