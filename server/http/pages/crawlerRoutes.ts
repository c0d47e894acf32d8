import type { Router } from 'express';
import { type SitemapPage, sitemap } from '../../../web/feeds/sitemap.ts';
import { functionHref, guideHref, userHref } from '../../../web/links.ts';
import type { PublishedNames } from '../../services/publishedNames.ts';
import type { Stores } from '../../services/stores.ts';
import type { Guide } from './guides.ts';

/** What only search engines ask for: the sitemap, and where they need not look. */
export function bindCrawlerRoutes(
  router: Router,
  stores: Stores,
  names: PublishedNames,
  guides: readonly Guide[],
): void {
  router.get('/sitemap.xml', async (_request, response) => {
    const functions = await names.all();
    const pages: SitemapPage[] = [
      ...['/', '/functions', '/docs', '/docs/api'].map((path) => ({ path })),
      ...guides.map(({ slug }) => ({ path: guideHref(slug) })),
      ...[...new Set(functions.map(({ account }) => account))].map((name) => ({ path: userHref(name) })),
      ...functions.map(({ account, slug, publishedAt }) => ({
        path: functionHref(account, slug),
        changed: new Date(publishedAt).toISOString(),
      })),
    ];
    response.set({
      'Content-Type': 'application/xml; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
    });
    response.send(sitemap(stores.publicUrl, pages));
  });

  router.get('/robots.txt', (_request, response) => {
    response.set({ 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' });
    // Every search has an address of its own: there is no end to them, and nothing new at it.
    response.send(
      `User-agent: *\nDisallow: /admin\nDisallow: /login\nDisallow: /functions?\nDisallow: /docs?\n\nSitemap: ${stores.publicUrl}/sitemap.xml\n`,
    );
  });
}
