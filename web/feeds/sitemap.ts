import { element, parent, xmlDocument } from './xml.ts';

/** A page for search engines; `changed` in ISO 8601. */
export interface SitemapPage {
  path: string;
  changed?: string | undefined;
}

/** The protocol allows no more in one file. */
export const MOST_PAGES = 50_000;

/** Renders the sitemap of a registry. */
export function sitemap(registryUrl: string, pages: readonly SitemapPage[]): string {
  const urls = pages
    .slice(0, MOST_PAGES)
    .map(({ path, changed }) =>
      parent('url', [
        element('loc', registryUrl + path),
        ...(changed === undefined ? [] : [element('lastmod', changed)]),
      ]),
    );
  return xmlDocument(parent('urlset', urls, ' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'));
}
