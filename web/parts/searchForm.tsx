/** The search over all functions; complete without a script. */
export function SearchForm({ label }: { label: string }) {
  return (
    <search>
      <form class="search" method="get" action="/functions">
        <label class="visually-hidden" for="search">
          {label}
        </label>
        <input
          id="search"
          type="search"
          name="search"
          maxLength={200}
          placeholder="Search by name, tag or purpose"
        />
        <button class="button" type="submit">
          Search
        </button>
      </form>
    </search>
  );
}
