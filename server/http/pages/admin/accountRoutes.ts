import type { Request, Response, Router } from 'express';
import { accountPage } from '../../../../web/pages/admin/account.tsx';
import { isRegistryError } from '../../../contract/errors.ts';
import type { Authenticated } from '../../../services/authenticate.ts';
import { changePassword } from '../../../services/changePassword.ts';
import { endOtherSessions, endSession, listSessions } from '../../../services/sessions.ts';
import type { Throttles } from '../../throttle.ts';
import { fieldsOf } from '../formFields.ts';
import { doneNotice } from './doneNotice.ts';
import { type Admin, sentenceOf } from './signedIn.ts';

const PAGE = '/admin/account';
const DONE = {
  'session-ended': 'That session has ended.',
  'others-ended': 'You are signed out everywhere else.',
  'password-changed':
    'The password is changed, and you are signed out everywhere else. Your API keys stay valid.',
};

/** The page of somebody's account, and what its forms do. */
export function bindAccountRoutes(router: Router, admin: Admin, { passwords }: Throttles): void {
  const { stores, sessions, adminFrame, sendPage, page, form } = admin;
  const show = async (
    request: Request,
    response: Response,
    who: Authenticated,
    errors?: Readonly<Record<string, string>>,
  ) => {
    const { email, createdAt } = who.account;
    const shown = { email, createdAt: new Date(createdAt).toISOString(), errors };
    const listed = await listSessions(stores, who.actor);
    const notice = doneNotice(request, DONE);
    sendPage(response, accountPage({ ...adminFrame(request, response, who), ...shown, ...listed, notice }));
  };
  const done = (what: keyof typeof DONE) => `${PAGE}?done=${what}`;
  const back = () => PAGE;

  router.get(PAGE, page(show));

  router.post(
    `${PAGE}/sessions/:id/end`,
    form(back, async (request, response, who) => {
      await endSession(stores, who.actor, request.params.id!);
      response.redirect(303, done('session-ended'));
    }),
  );

  router.post(
    `${PAGE}/sessions/end-others`,
    form(back, async (_request, response, who) => {
      await endOtherSessions(stores, who.actor);
      response.redirect(303, done('others-ended'));
    }),
  );

  router.post(
    `${PAGE}/password`,
    form(back, async (request, response, who) => {
      const { repeated, ...typed } = fieldsOf(request, ['currentPassword', 'newPassword', 'repeated']);
      if (repeated !== typed.newPassword) {
        response.status(400);
        return show(request, response, who, {
          repeated: 'The two passwords differ. Type the same one twice.',
        });
      }
      try {
        await passwords(request, response);
        const session = await changePassword(stores, who, typed);
        if (session) sessions.start(response, session.token, session.expiresAt);
        response.redirect(303, done('password-changed'));
      } catch (error) {
        const { status, sentence } = sentenceOf(error);
        response.status(status);
        const field = isRegistryError(error, 'WEAK_PASSWORD') ? 'newPassword' : 'currentPassword';
        await show(request, response, who, { [field]: sentence });
      }
    }),
  );
}
