import type { OwnQuery } from '../links.ts';
import { Icon } from './icon.tsx';

const STATUSES = [
  ['draft', 'Drafts'],
  ['modified', 'Modified'],
  ['published', 'Published'],
] as const;
const SOURCES = [
  ['cli', 'Command line'],
  ['git', 'git push'],
  ['ci', 'CI'],
  ['web', 'Web'],
] as const;

/** The search and filters over one's own functions; a script applies them as they change. */
export function OwnFilterForm({ query }: { query: OwnQuery }) {
  return (
    <search>
      <form class="own-filters" method="get" action="/admin" data-live="results">
        {query.function && <input type="hidden" name="function" value={query.function} />}
        <div class="field own-search">
          <label for="own-search">Search</label>
          <span class="search-field">
            <Icon name="search" />
            <input
              id="own-search"
              type="search"
              name="search"
              maxLength={100}
              value={query.search ?? ''}
              placeholder="Name, slug or ID"
              autocomplete="off"
            />
          </span>
        </div>
        <Choice name="status" label="Status" options={STATUSES} value={query.status} />
        <Choice name="source" label="Source" options={SOURCES} value={query.source} />
        <button class="button unscripted" type="submit">
          Apply
        </button>
      </form>
    </search>
  );
}

function Choice({
  name,
  label,
  options,
  value,
}: {
  name: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
  value: string | undefined;
}) {
  return (
    <div class="field">
      <label for={`own-${name}`}>{label}</label>
      <select id={`own-${name}`} name={name}>
        <option value="">All</option>
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
