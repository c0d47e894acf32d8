import type { Router } from 'express';
import { activityPage } from '../../../../web/pages/admin/activity.tsx';
import { activityQuery } from '../../../contract/requests.ts';
import { readActivity } from '../../../services/readActivity.ts';
import { parseInput } from '../../parseInput.ts';
import type { Admin } from './signedIn.ts';

/** The audit trail of somebody's own account. */
export function bindActivityRoutes(router: Router, { stores, adminFrame, sendPage, page }: Admin): void {
  router.get(
    '/admin/activity',
    page(async (request, response, who) => {
      const query = parseInput(activityQuery, request.query, 'query');
      const activity = await readActivity(stores, who.actor, query);
      const shown = { ...activity, kind: query.kind, isContinued: query.cursor !== undefined };
      sendPage(response, activityPage({ ...adminFrame(request, response, who), ...shown }));
    }),
  );
}
