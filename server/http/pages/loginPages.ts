import type { Request, RequestHandler, Response, Router } from 'express';
import { loginPage } from '../../../web/pages/login.tsx';
import { isRegistryError } from '../../contract/errors.ts';
import { loginRequest } from '../../contract/requests.ts';
import { logIn, logOut } from '../../services/accounts.ts';
import { parseInput } from '../parseInput.ts';
import type { PageContext } from './pageContext.ts';

/** The log-in form and what it and the log-out button do. */
export function bindLoginPages(router: Router, context: PageContext, throttle: RequestHandler): void {
  const { stores, sessions, frameFor, sendPage } = context;
  const show = (request: Request, response: Response, next: string, error?: string) =>
    sendPage(
      response,
      loginPage({ ...frameFor(request, undefined), next, error, csrf: sessions.csrf(request, response) }),
    );

  router.get('/login', async (request, response) => {
    const next = ownPath(request.query.next);
    if (await sessions.current(request)) return response.redirect(303, next);
    show(request, response, next);
  });

  // Before the throttle: another site must not use up the attempts of whoever visits it.
  const ownForm: RequestHandler = (request, _response, next) => {
    sessions.assertOwnForm(request);
    next();
  };
  router.post('/login', ownForm, throttle, async (request, response) => {
    const next = ownPath((request.body as Record<string, unknown>).next);
    const { email, password } = parseInput(loginRequest, request.body, 'form');
    try {
      const { token, expiresAt } = await logIn(stores, email, password);
      sessions.start(response, token, expiresAt);
      response.redirect(303, next);
    } catch (error) {
      if (!isRegistryError(error, 'WRONG_CREDENTIALS')) throw error;
      response.status(error.status);
      show(request, response, next, `${error.message}.`);
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

/** A path of this site to go on to after the log-in, whatever a link to the form asks for. */
function ownPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) && !next.includes('\\')
    ? next
    : '/admin';
}
