import { gitPath } from '../server/contract/gitPaths.ts';

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
  return `/functions/${functionPath(author, slug, version)}`;
}

/** The tree of a version's files, or one file or folder of it; without a version, of the newest. */
export function sourceHref(author: string, slug: string, version: string | undefined, path = ''): string {
  return below(`${functionHref(author, slug, version)}/source`, path);
}

/** One file of a version, with the version that introduced each of its lines. */
export function blameHref(author: string, slug: string, version: string | undefined, path: string): string {
  return below(`${functionHref(author, slug, version)}/blame`, path);
}

/** The versions up to this one, or those that changed one file. */
export function historyHref(author: string, slug: string, version: string | undefined, path = ''): string {
  return below(`${functionHref(author, slug, version)}/history`, path);
}

/** What differs between two versions of a function. */
export function compareHref(author: string, slug: string, from: string, to: string): string {
  return `${functionHref(author, slug)}/compare/${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
}

/** The files of a version as a `.tar.gz`. */
export function archiveHref(author: string, slug: string, version: string): string {
  return `${functionHref(author, slug, version)}/archive.tar.gz`;
}

/** The page of an account. */
export function userHref(username: string): string {
  return `/users/${encodeURIComponent(username)}`;
}

/** The bytes of one file of a version. */
export function rawHref(author: string, slug: string, version: string, path: string): string {
  return below(`/raw/${functionPath(author, slug, version)}`, path);
}

/** The list of functions under these filters, from the page that the cursor opens. */
export function browseHref(query: BrowseQuery, cursor?: string): string {
  const given = Object.entries({ ...query, cursor }).filter((entry): entry is [string, string] => !!entry[1]);
  return given.length === 0 ? '/functions' : `/functions?${new URLSearchParams(given)}`;
}

/** A guide. */
export function guideHref(slug: string): string {
  return `/docs/${encodeURIComponent(slug)}`;
}

/** The owner's page of a draft. */
export function draftHref(id: string): string {
  return `/admin/functions/${encodeURIComponent(id)}`;
}

/** The editor of a draft, opened at a file. */
export function editHref(id: string, path?: string): string {
  const query = path === undefined ? '' : `?${new URLSearchParams({ path })}`;
  return `${draftHref(id)}/edit${query}`;
}

/** An image of a draft, as it is stored. */
export function draftImageHref(id: string, path: string): string {
  return `${draftHref(id)}/image?${new URLSearchParams({ path })}`;
}

/** The id of a file's section on a page; a fragment finds it as it stands. */
export function fileAnchor(path: string): string {
  return `file-${path.replace(/[\s%]/g, encodeURIComponent)}`;
}

/** The id of one line of a file on a page. */
export function lineAnchor(path: string, line: number): string {
  return `${fileAnchor(path)}:${line}`;
}

/** Where git clones all that an author has published from; absolute, since it is for a terminal. */
export function cloneUrl(registryUrl: string, author: string): string {
  return registryUrl + gitPath(author);
}

function functionPath(author: string, slug: string, version?: string): string {
  const at = version === undefined ? '' : `@${encodeURIComponent(version)}`;
  return `${encodeURIComponent(author)}/${encodeURIComponent(slug)}${at}`;
}

function below(href: string, path: string): string {
  return path === '' ? href : `${href}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
