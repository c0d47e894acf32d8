import type { Request, Response, Router } from 'express';
import { type SetPasswordForm, setPasswordPage } from '../../../web/pages/setPassword.tsx';
import { logIn } from '../../services/accounts.ts';
import { accountOfReset, setPasswordByLink } from '../../services/resetPassword.ts';
import { requestIdOf } from '../requestContext.ts';
import { signInOrigin } from '../signInOrigin.ts';
import type { Throttles } from '../throttle.ts';
import { sentenceOf } from './admin/signedIn.ts';
import { fieldsOf, textOf } from './formFields.ts';
import type { PageContext } from './pageContext.ts';
import { takeUpSession } from './takeUpSession.ts';

/** The form that a link of the operator's leads to, by which the owner of an account sets a password. */
export function bindSetPasswordPages(
  router: Router,
  context: PageContext,
  { registrations }: Throttles,
): void {
  const { stores, sessions, frameFor, sendPage } = context;
  const show = async (request: Request, response: Response, link: string, form: SetPasswordForm) => {
    const csrf = sessions.csrf(request, response);
    const common = { ...frameFor(request, undefined), ...form, csrf };
    try {
      const { account } = await accountOfReset(stores, link);
      const { username, email } = account;
      sendPage(response, setPasswordPage({ ...common, of: { link, username, email } }));
    } catch (error) {
      const { status, sentence } = sentenceOf(error);
      response.status(status);
      sendPage(response, setPasswordPage({ ...common, error: sentence }));
    }
  };

  router.get('/set-password', (request, response) => show(request, response, textOf(request.query.link), {}));

  router.post('/set-password', async (request, response) => {
    sessions.assertOwnForm(request);
    const { link, password, repeated } = fieldsOf(request, ['link', 'password', 'repeated']);
    if (password !== repeated) {
      response.status(400);
      return show(request, response, link, {
        repeatedError: 'The two passwords differ. Type the same one twice.',
      });
    }
    try {
      await registrations(request, response);
      const { email } = await setPasswordByLink(stores, link, password, requestIdOf(request));
      const session = await logIn(stores, { email, password }, signInOrigin(request));
      await takeUpSession(context, request, response, session);
      response.redirect(303, '/admin');
    } catch (error) {
      const { status, sentence } = sentenceOf(error);
      response.status(status);
      await show(request, response, link, { error: sentence });
    }
  });
}
