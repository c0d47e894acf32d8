import type { FunctionId, Slug, Username } from '../contract/names.ts';

/** The path of a function's page on the Hub. */
export function hubPath(author: Username, slug: Slug): string {
  return `/functions/${author}/${slug}`;
}

/** The absolute URL of a draft's page in the Admin. */
export function adminUrl(publicUrl: string, id: FunctionId): string {
  return `${publicUrl}/admin/functions/${id}`;
}
