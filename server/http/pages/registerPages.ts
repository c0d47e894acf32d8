import type { Request, Response, Router } from 'express';
import { type RegisterForm, registerPage } from '../../../web/pages/register.tsx';
import { RegistryError } from '../../contract/errors.ts';
import { registerRequest } from '../../contract/requests.ts';
import { refusedFields } from '../../domain/accountRules.ts';
import { createAccount, logIn } from '../../services/accounts.ts';
import { requestIdOf } from '../requestContext.ts';
import { signInOrigin } from '../signInOrigin.ts';
import type { Throttles } from '../throttle.ts';
import { sentenceOf } from './admin/signedIn.ts';
import { type FormFields, fieldsOf } from './formFields.ts';
import { ownPath } from './ownPath.ts';
import type { PageContext } from './pageContext.ts';
import { takeUpSession } from './takeUpSession.ts';

/** The form to make an account, where the operator lets visitors do so. */
export function bindRegisterPages(router: Router, context: PageContext, { registrations }: Throttles): void {
  const { stores, sessions, registration, frameFor, sendPage } = context;
  const isOpen = registration === 'open';
  const show = (request: Request, response: Response, form: RegisterForm) => {
    if (!isOpen) response.status(403);
    const csrf = sessions.csrf(request, response);
    sendPage(response, registerPage({ ...frameFor(request, undefined), ...form, isOpen, csrf }));
  };

  router.get('/register', async (request, response) => {
    const next = ownPath(request.query.next);
    if (await sessions.current(request)) return response.redirect(303, next);
    show(request, response, { next });
  });

  router.post('/register', async (request, response) => {
    sessions.assertOwnForm(request);
    const typed = fieldsOf(request, ['next', 'username', 'email', 'password', 'repeated']);
    const fields = { ...typed, username: typed.username.trim(), email: typed.email.trim() };
    const next = ownPath(fields.next);
    const { username, email } = fields;
    if (!isOpen) return show(request, response, { next });
    const errors = errorsIn(fields);
    if (Object.keys(errors).length > 0) {
      response.status(400);
      return show(request, response, { next, username, email, errors });
    }
    try {
      await registrations(request, response);
      await createAccount(stores, fields, requestIdOf(request));
      await takeUpSession(context, request, response, await logIn(stores, fields, signInOrigin(request)));
      response.redirect(303, next);
    } catch (error) {
      const { status, sentence } = sentenceOf(error);
      response.status(status);
      show(request, response, { next, username, email, error: sentence });
    }
  });
}

/** What is wrong with what was typed, a sentence for each field. */
function errorsIn(fields: FormFields<'username' | 'email' | 'password' | 'repeated'>) {
  const refused = new Map<string, RegistryError>(refusedFields(fields));
  // The API's own rule, which is stricter than that for whom the operator knows.
  if (!refused.has('email') && !registerRequest.shape.email.safeParse(fields.email).success)
    refused.set(
      'email',
      new RegistryError('BAD_REQUEST', 'The e-mail address is not one', { hint: 'Use name@example.org.' }),
    );
  if (!refused.has('password') && fields.repeated !== fields.password)
    refused.set(
      'repeated',
      new RegistryError('BAD_REQUEST', 'The two passwords differ', { hint: 'Type the same one twice.' }),
    );
  return Object.fromEntries([...refused].map(([field, { message, hint }]) => [field, `${message}. ${hint}`]));
}
