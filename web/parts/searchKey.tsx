/** Shows by which key a search field is reached; screen readers are told so by the field itself. */
export function SearchKey() {
  return (
    <span class="search-key scripted" aria-hidden="true">
      /
    </span>
  );
}
