import type { Router } from 'express';
import { starsPage } from '../../../../web/pages/admin/stars.tsx';
import { listQuery } from '../../../contract/requests.ts';
import { listStarred } from '../../../services/stars.ts';
import { parseInput } from '../../parseInput.ts';
import type { Admin } from './signedIn.ts';

/** The list of what somebody has starred. */
export function bindStarsRoutes(router: Router, { stores, adminFrame, sendPage, page }: Admin): void {
  router.get(
    '/admin/stars',
    page(async (request, response, who) => {
      const { cursor } = parseInput(listQuery.pick({ cursor: true }), request.query, 'query');
      const listed = await listStarred(stores, who.actor, cursor);
      sendPage(response, starsPage({ ...adminFrame(request, response, who), ...listed }));
    }),
  );
}
