import type { Request, RequestHandler, Router } from 'express';
import { blameHref, historyHref, sourceHref } from '../../../web/links.ts';
import type { VersionPlace } from '../../../web/parts/sourceHead.tsx';
import type { PageFrame } from '../../../web/renderPage.tsx';
import { findVersion } from '../../services/browse.ts';
import { type PlacedVersion, placeVersion } from '../../services/sourceVersion.ts';
import { splitSpec } from './functionSpec.ts';
import type { PageContext } from './pageContext.ts';

const HREFS = { source: sourceHref, blame: blameHref, history: historyHref };

/** What a page about a version, or a path in it, is made of. */
export interface VersionPageInput extends PlacedVersion {
  readonly place: VersionPlace;
  /** `""` for the whole version. */
  readonly path: string;
  readonly request: Request;
  readonly frame: PageFrame;
}

/**
 * Adds a view of exact versions, and of the paths in them. Without a version it leads to the newest one, or to the one
 * in the query: a form can only put it there.
 */
export function bindVersionPage(
  router: Router,
  { stores, sendPublic }: PageContext,
  view: keyof typeof HREFS,
  render: (input: VersionPageInput) => Promise<string>,
): void {
  const answer: RequestHandler = async (request, response) => {
    const { username, spec, path: names = [] } = request.params as unknown as VersionParams;
    const path = names.join('/');
    const { slug, version: named } = splitSpec(spec);
    if (named === undefined) {
      const { version: asked } = request.query;
      const found = await findVersion(stores, username, slug, typeof asked === 'string' ? asked : undefined);
      return response.redirect(302, HREFS[view](found.account, found.slug, found.version, path));
    }
    return sendPublic(request, response, async (frame) => {
      const placed = await placeVersion(stores, username, slug, named);
      const { account: author, version } = placed.version;
      const place = { author, slug, version };
      return render({ ...placed, place, path, request, frame });
    });
  };
  router.get(`/functions/:username/:spec/${view}`, answer);
  router.get(`/functions/:username/:spec/${view}/*path`, answer);
}

interface VersionParams {
  username: string;
  spec: string;
  path?: string[];
}
