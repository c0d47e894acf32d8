import type { RequestHandler, Router } from 'express';
import { endpoints as on } from '../../contract/endpoints.ts';
import { versionQuery } from '../../contract/requests.ts';
import { findNameOwner } from '../../services/browse.ts';
import type { InstallCounter } from '../../services/installCounter.ts';
import {
  type EncodedManifest,
  type InstallManifests,
  MANIFEST_MAX_AGE,
} from '../../services/installManifest.ts';
import type { Stores } from '../../services/stores.ts';
import { parseInput } from '../parseInput.ts';
import { refuseKeyInQuery } from '../requestContext.ts';
import { holdsCurrent, isInstall } from './headers.ts';

/** The headers of an install manifest's answer. */
export function manifestHeaders({ body, etag }: EncodedManifest): Record<string, string> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(body.length),
    'Cache-Control': `public, max-age=${MANIFEST_MAX_AGE}`,
    ETag: etag,
    'X-Content-Type-Options': 'nosniff',
  };
}

/** Routes of install manifests; they answer bytes from memory, so they stand first and beside the other endpoints. */
export function bindInstallRoutes(
  router: Router,
  stores: Stores,
  manifests: InstallManifests,
  installs: InstallCounter,
): void {
  const answer = (
    names: (params: Record<string, string>) => Promise<[author: string, slug: string]>,
  ): RequestHandler => {
    return async (request, response) => {
      const [author, slug] = await names(request.params as Record<string, string>);
      const { version: range } = parseInput(versionQuery, request.query, 'query');
      const { version, manifest } = await manifests.find(author, slug, range);
      if (isInstall(request)) installs.count(version.account, version.slug);
      response.set(manifestHeaders(manifest));
      const current = holdsCurrent(request, manifest.etag);
      if (current) response.status(304).removeHeader('Content-Length');
      response.end(current ? undefined : manifest.body);
    };
  };
  router.get(
    on.installUnscoped.path,
    refuseKeyInQuery,
    answer(async ({ slug }) => {
      const owner = await findNameOwner(stores, slug!);
      return [owner.author, owner.slug];
    }),
  );
  router.get(
    on.install.path,
    refuseKeyInQuery,
    answer(async ({ username, slug }) => [username!, slug!]),
  );
}
