import type { Router } from 'express';
import { browsePage } from '../../../web/pages/browse.tsx';
import { homePage } from '../../../web/pages/home.tsx';
import { userPage } from '../../../web/pages/user.tsx';
import { slugify } from '../../contract/names.ts';
import { listQuery } from '../../contract/requests.ts';
import { listFunctions } from '../../services/browse.ts';
import type { PublishedNames } from '../../services/publishedNames.ts';
import { readAccountPage } from '../../services/readAccountPage.ts';
import { parseInput } from '../parseInput.ts';
import type { PageContext } from './pageContext.ts';

const NEWEST = 9;

/** The public pages that list functions: home, browse, an author. */
export function bindHubPages(
  router: Router,
  { stores, sendPublic }: PageContext,
  names: PublishedNames,
): void {
  router.get('/', (request, response) =>
    sendPublic(request, response, async (frame) => {
      const listed = await listFunctions(stores, { limit: NEWEST });
      return homePage({ ...frame, ...listed, categories: await stores.index.categories() });
    }),
  );

  router.get('/functions', (request, response) =>
    sendPublic(request, response, async (frame) => {
      const query = parseInput(listQuery, request.query, 'query');
      const listed = await listFunctions(stores, query);
      const categories = await stores.index.categories();
      const near = listed.total === 0 && query.search ? await names.near(slugify(query.search)) : [];
      const suggestions = near.map(({ account, slug }) => ({ author: account, slug }));
      const { limit: _, cursor: __, ...shown } = query;
      return browsePage({ ...frame, ...listed, query: shown, categories, suggestions });
    }),
  );

  router.get('/users/:username', (request, response) =>
    sendPublic(request, response, async (frame) => {
      const { cursor } = parseInput(listQuery, request.query, 'query');
      const account = await readAccountPage(stores, String(request.params.username), cursor);
      return userPage({ ...frame, ...account });
    }),
  );
}
