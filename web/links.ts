/** The filters of the list of functions, as in its query string. */
export interface BrowseQuery {
  search?: string | undefined;
  category?: string | undefined;
  tag?: string | undefined;
  language?: string | undefined;
  author?: string | undefined;
  sort?: string | undefined;
}

/** The page of a function; without a version, of its highest stable one. */
export function functionHref(author: string, slug: string, version?: string): string {
  const path = `/functions/${encodeURIComponent(author)}/${encodeURIComponent(slug)}`;
  return version === undefined ? path : `${path}?version=${encodeURIComponent(version)}`;
}

/** The page of an account. */
export function userHref(username: string): string {
  return `/users/${encodeURIComponent(username)}`;
}

/** The bytes of one file of a version. */
export function rawHref(author: string, slug: string, version: string, path: string): string {
  const name = `${encodeURIComponent(slug)}@${encodeURIComponent(version)}`;
  return `/raw/${encodeURIComponent(author)}/${name}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The list of functions under these filters, from the page that the cursor opens. */
export function browseHref(query: BrowseQuery, cursor?: string): string {
  const given = Object.entries({ ...query, cursor }).filter((entry): entry is [string, string] => !!entry[1]);
  return given.length === 0 ? '/functions' : `/functions?${new URLSearchParams(given)}`;
}

/** The owner's page of a draft. */
export function draftHref(id: string): string {
  return `/admin/functions/${encodeURIComponent(id)}`;
}

/** The id of a file's section on a page; a fragment finds it as it stands. */
export function fileAnchor(path: string): string {
  return `file-${path.replace(/[\s%]/g, encodeURIComponent)}`;
}

/** The id of one line of a file on a page. */
export function lineAnchor(path: string, line: number): string {
  return `${fileAnchor(path)}:${line}`;
}
