import type { Router } from 'express';
import type { OwnQuery } from '../../../../web/links.ts';
import { myFunctionsPage } from '../../../../web/pages/admin/myFunctions.tsx';
import type { ReadOwnFunctions } from '../../../services/ownFunctions.ts';
import { shownOwn } from './shownOwn.ts';
import type { Admin } from './signedIn.ts';

const MAX_SEARCH = 100;
const NOTICES: Readonly<Record<string, string>> = { deleted: 'The draft was deleted.' };

/** The list of an author's own functions. */
export function bindMyFunctionsRoutes(
  router: Router,
  { stores, adminFrame, sendPage, page }: Admin,
  readOwn: ReadOwnFunctions,
): void {
  router.get(
    '/admin',
    page(async (request, response, who) => {
      const asked = request.query as Record<string, unknown>;
      const query = queryOf(asked);
      const { functions, damaged } = await readOwn(who.actor);
      const shown = shownOwn(functions, query, Number(asked.page ?? 1));
      const notice = Object.hasOwn(NOTICES, String(asked.notice)) ? NOTICES[String(asked.notice)] : undefined;
      const frame = adminFrame(request, response, who);
      sendPage(response, myFunctionsPage({ ...frame, ...shown, query, damaged, notice, now: stores.now() }));
    }),
  );
}

/** The filters that a URL states; what is no filter says nothing. */
function queryOf(asked: Record<string, unknown>): OwnQuery {
  const text = (name: string) => {
    const value = asked[name];
    return typeof value === 'string' && value.trim() !== '' ? value.slice(0, MAX_SEARCH) : undefined;
  };
  return {
    search: text('search'),
    status: text('status'),
    source: text('source'),
    function: text('function'),
  };
}
