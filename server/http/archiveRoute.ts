import type { Router } from 'express';
import { archiveHref } from '../../web/links.ts';
import { createArchives } from '../services/archive.ts';
import { findVersion } from '../services/browse.ts';
import type { Stores } from '../services/stores.ts';
import { holdsCurrent } from './api/headers.ts';
import { splitSpec } from './pages/functionSpec.ts';

/** Serves the files of exact versions as archives, for good; without a version it leads to the newest. */
export function bindArchiveRoute(router: Router, stores: Stores): void {
  const readArchive = createArchives(stores);
  router.get('/functions/:username/:spec/archive.tar.gz', async (request, response) => {
    const { username, spec } = request.params;
    const { slug, version } = splitSpec(spec);
    if (version === undefined) {
      const newest = await findVersion(stores, username, slug);
      return response.redirect(302, archiveHref(newest.account, newest.slug, newest.version));
    }
    const { name, content, etag } = await readArchive(username, slug, version);
    response.set({
      'Content-Type': 'application/gzip',
      'Content-Disposition': `attachment; filename="${name}.tar.gz"`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: etag,
    });
    if (holdsCurrent(request, etag)) response.status(304).end();
    else response.end(content);
  });
}
