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

/** The form to sign in, which then leads on to a path of this site. */
export function loginHref(next: string): string {
  return `/login?next=${encodeURIComponent(next)}`;
}

/** The form to make an account, which then leads on to a path of this site. */
export function registerHref(next: string): string {
  return `/register?next=${encodeURIComponent(next)}`;
}

/** Where the form that stars a function, or takes the star back, is sent. */
export function starHref(author: string, slug: string, starred: boolean): string {
  return `${functionHref(author, slug)}/${starred ? 'star' : 'unstar'}`;
}

/** What happened to one's account, of one kind, from the page that the cursor opens. */
export function activityHref(kind: string | undefined, cursor?: string): string {
  const given = Object.entries({ kind, cursor }).filter((entry): entry is [string, string] => !!entry[1]);
  return given.length === 0 ? '/admin/activity' : `/admin/activity?${new URLSearchParams(given)}`;
}

/** A step with one of one's own keys. */
export function keyHref(id: string, step: 'rotate' | 'revoke'): string {
  return `/admin/keys/${encodeURIComponent(id)}/${step}`;
}

/** What publishing a draft would do, and the form that does it. */
export function publishHref(id: string): string {
  return `${draftHref(id)}/publish`;
}

/** The question whether a draft is to be deleted. */
export function deleteHref(id: string): string {
  return `${draftHref(id)}/delete`;
}

/** The history of a draft. */
export function draftHistoryHref(id: string): string {
  return `${draftHref(id)}/history`;
}

/** One commit of a draft's history, compared with what stands beside it. */
export function draftChangeHref(id: string, commit: string, query: Record<string, string> = {}): string {
  const path = `${draftHistoryHref(id)}/${encodeURIComponent(commit)}`;
  return Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query)}`;
}

/** The filters of the list of one's own functions, as in its query string. */
export interface OwnQuery {
  search?: string | undefined;
  status?: string | undefined;
  source?: string | undefined;
  /** The slug of the only function that is shown, with all of its drafts. */
  function?: string | undefined;
}

/** The list of one's own functions under these filters, from 1 on. */
export function ownHref(query: OwnQuery, page = 1): string {
  const given = Object.entries({ ...query, page: page > 1 ? String(page) : undefined }).filter(
    (entry): entry is [string, string] => !!entry[1],
  );
  return given.length === 0 ? '/admin' : `/admin?${new URLSearchParams(given)}`;
}

/** Where a function is taken from a repository on GitHub. */
export const IMPORT_HREF = '/admin/import';

/** Where a new function is begun. */
export const NEW_HREF = '/admin/new';

/** Where a published version becomes a new draft. */
export const NEW_FROM_HREF = '/admin/new/from';

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
