import type { Request, Response, Router } from 'express';
import { loginPage } from '../../../web/pages/login.tsx';
import { loginRequest } from '../../contract/requests.ts';
import { logIn, logOut } from '../../services/accounts.ts';
import { parseInput } from '../parseInput.ts';
import { signInOrigin } from '../signInOrigin.ts';
import type { Throttles } from '../throttle.ts';
import { sentenceOf } from './admin/signedIn.ts';
import { ownPath } from './ownPath.ts';
import type { PageContext } from './pageContext.ts';
import { takeUpSession } from './takeUpSession.ts';

/** The log-in form and what it and the log-out button do. */
export function bindLoginPages(router: Router, context: PageContext, { passwords }: Throttles): void {
  const { stores, sessions, registration, frameFor, sendPage } = context;
  const show = (
    request: Request,
    response: Response,
    form: { next: string; email?: string; error?: string },
  ) => {
    const csrf = sessions.csrf(request, response);
    const isOpen = registration === 'open';
    sendPage(response, loginPage({ ...frameFor(request, undefined), ...form, isOpen, csrf }));
  };

  router.get('/login', async (request, response) => {
    const next = ownPath(request.query.next);
    if (await sessions.current(request)) return response.redirect(303, next);
    show(request, response, { next });
  });

  router.post('/login', async (request, response) => {
    // Before the attempt counts: another site must not use up those of whoever visits it.
    sessions.assertOwnForm(request);
    const next = ownPath((request.body as Record<string, unknown>).next);
    const { email, password } = parseInput(loginRequest, request.body, 'form');
    try {
      await passwords(request, response);
      const session = await logIn(stores, { email, password }, signInOrigin(request));
      await takeUpSession(context, request, response, session);
      response.redirect(303, next);
    } catch (error) {
      const { status, sentence } = sentenceOf(error);
      response.status(status);
      show(request, response, { next, email, error: sentence });
    }
  });

  router.post('/logout', async (request, response) => {
    sessions.assertOwnForm(request);
    const who = await sessions.current(request);
    if (who) await logOut(stores, who);
    sessions.end(response);
    response.redirect(303, '/');
  });
}
