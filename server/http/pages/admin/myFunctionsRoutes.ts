import type { Router } from 'express';
import { myFunctionsPage } from '../../../../web/pages/admin/myFunctions.tsx';
import { listMine } from '../../../services/readDraft.ts';
import type { Admin } from './signedIn.ts';

/** The list of an author's own functions. */
export function bindMyFunctionsRoutes(router: Router, { stores, adminFrame, sendPage, page }: Admin): void {
  router.get(
    '/admin',
    page(async (request, response, who) => {
      const { functions } = await listMine(stores, who.actor);
      sendPage(response, myFunctionsPage({ ...adminFrame(request, response, who), functions }));
    }),
  );
}
