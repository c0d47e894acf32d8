import type { Router } from 'express';
import { functionHref } from '../../../web/links.ts';
import { functionPage } from '../../../web/pages/function.tsx';
import { homePage } from '../../../web/pages/home.tsx';
import { userPage } from '../../../web/pages/user.tsx';
import { listQuery, versionQuery } from '../../contract/requests.ts';
import { listFunctions, listVersions, readFunction } from '../../services/browse.ts';
import { readAccountPage } from '../../services/readAccountPage.ts';
import { parseInput } from '../parseInput.ts';
import { splitSpec } from './functionSpec.ts';
import type { PageContext } from './pageContext.ts';
import { createPublishedReadme } from './readme.ts';

const NEWEST = 10;

/** The public pages: home, browse, a function's version, an author. */
export function bindHubPages(router: Router, { stores, manifests, frameOf, sendPage }: PageContext): void {
  const publishedReadme = createPublishedReadme();

  router.get('/', async (request, response) => {
    const listed = await listFunctions(stores, { limit: NEWEST });
    sendPage(response, homePage({ ...(await frameOf(request, response)), ...listed }));
  });

  router.get('/functions', async (request, response) => {
    const query = parseInput(listQuery, request.query, 'query');
    const listed = await listFunctions(stores, query);
    sendPage(response, homePage({ ...(await frameOf(request, response)), query, ...listed }));
  });

  router.get('/functions/:username/:spec', async (request, response) => {
    const { username, spec } = request.params;
    const { slug, version: named } = splitSpec(spec);
    const { version: asked = named } = parseInput(versionQuery, request.query, 'query');
    const { function: fn } = await readFunction(stores, username, slug, asked);
    // A range, or a version in the query, as links had it once, is not the version's own address.
    if (asked !== undefined && (asked !== named || asked !== fn.version)) {
      return response.redirect(302, functionHref(fn.author_username, fn.slug, fn.version));
    }
    const { versions } = await listVersions(stores, username, slug);
    const install = await manifests.read(username, slug, fn.version);
    const images = new Set(install.assets.map(({ path }) => path));
    const readmeHtml = publishedReadme(
      fn.readme,
      { author: username, slug, version: fn.version, tree: fn.tree },
      new Set(Object.keys(fn.files)),
      images,
    );
    const frame = await frameOf(request, response);
    sendPage(response, functionPage({ ...frame, fn, versions, readmeHtml, install }));
  });

  router.get('/users/:username', async (request, response) => {
    const { cursor } = parseInput(listQuery, request.query, 'query');
    const account = await readAccountPage(stores, request.params.username, cursor);
    sendPage(response, userPage({ ...(await frameOf(request, response)), ...account }));
  });
}
