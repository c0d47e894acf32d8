import { gitPath, privateGitPath } from '../contract/gitPaths.ts';
import type { FunctionId, Slug, Username } from '../contract/names.ts';

/** The path of a function's page on the Hub. */
export function hubPath(author: Username, slug: Slug): string {
  return `/functions/${author}/${slug}`;
}

/** The absolute URL of a draft's page in the Admin. */
export function adminUrl(publicUrl: string, id: FunctionId): string {
  return `${publicUrl}/admin/functions/${id}`;
}

/** The absolute URL of what an account has published, to clone, and for its owner to push to. */
export function gitUrl(publicUrl: string, account: Username): string {
  return publicUrl + gitPath(account);
}

/** The absolute URL of all that an account has, for its owner to fetch and push to. */
export function privateGitUrl(publicUrl: string, account: Username): string {
  return publicUrl + privateGitPath(account);
}
