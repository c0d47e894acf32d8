import type { Router } from 'express';
import { badge } from '../../../web/badge.ts';
import { isPrerelease } from '../../../web/versionOrder.ts';
import { isRegistryError } from '../../contract/errors.ts';
import { findVersion } from '../../services/browse.ts';
import type { Stores } from '../../services/stores.ts';

const ABSENT: Readonly<Record<number, string>> = { 404: 'not published', 410: 'taken down' };

/** Serves the image that tells a function's newest version; other sites show it, so even nothing is an image. */
export function bindBadgeRoute(router: Router, stores: Stores): void {
  router.get('/badge/:username/:slug.svg', async (request, response) => {
    const { username, slug } = request.params as Record<string, string>;
    response.set({
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    try {
      const { version } = await findVersion(stores, username!, slug!);
      response.send(badge(version, isPrerelease(version) ? 'prerelease' : 'stable'));
    } catch (error) {
      const text = isRegistryError(error) && ABSENT[error.status];
      if (!text) throw error;
      response.status(error.status).send(badge(text, 'unknown'));
    }
  });
}
