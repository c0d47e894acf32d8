import type { Request, Response, Router } from 'express';
import { type RegisterForm, registerPage } from '../../../web/pages/register.tsx';
import { RegistryError } from '../../contract/errors.ts';
import { registerRequest } from '../../contract/requests.ts';
import { refusedFields } from '../../domain/accountRules.ts';
import { logIn } from '../../services/accounts.ts';
import { openInvitation } from '../../services/invitations.ts';
import { register } from '../../services/register.ts';
import { requestIdOf } from '../requestContext.ts';
import { signInOrigin } from '../signInOrigin.ts';
import type { Throttles } from '../throttle.ts';
import { sentenceOf } from './admin/signedIn.ts';
import { type FormFields, fieldsOf, textOf } from './formFields.ts';
import { ownPath } from './ownPath.ts';
import type { PageContext } from './pageContext.ts';
import { takeUpSession } from './takeUpSession.ts';

/** The form to make an account, where the operator lets visitors do so, or has invited one. */
export function bindRegisterPages(router: Router, context: PageContext, { registrations }: Throttles): void {
  const { stores, sessions, registration, frameFor, sendPage } = context;
  const show = async (
    request: Request,
    response: Response,
    { secret, ...form }: RegisterForm & { secret: string },
  ) => {
    const { invitation, refused } = await readInvitation(context, secret);
    const isOpen = invitation !== undefined || (registration === 'open' && refused === undefined);
    if (!isOpen) response.status(403);
    const csrf = sessions.csrf(request, response);
    const frame = frameFor(request, undefined);
    sendPage(response, registerPage({ ...frame, ...form, invitation, refused, isOpen, csrf }));
  };

  router.get('/register', async (request, response) => {
    const next = ownPath(request.query.next);
    const secret = textOf(request.query.invitation);
    if (secret === '' && (await sessions.current(request))) return response.redirect(303, next);
    await show(request, response, { next, secret });
  });

  router.post('/register', async (request, response) => {
    sessions.assertOwnForm(request);
    const typed = fieldsOf(request, ['next', 'invitation', 'username', 'email', 'password', 'repeated']);
    const fields = { ...typed, username: typed.username.trim(), email: typed.email.trim() };
    const next = ownPath(fields.next);
    const { username, email, invitation: secret } = fields;
    if (secret === '' && registration === 'closed') return show(request, response, { next, secret });
    const errors = errorsIn(fields);
    if (Object.keys(errors).length > 0) {
      response.status(400);
      return show(request, response, { next, secret, username, email, errors });
    }
    try {
      await registrations(request, response);
      await register(stores, registration, fields, requestIdOf(request));
      await takeUpSession(context, request, response, await logIn(stores, fields, signInOrigin(request)));
      response.redirect(303, next);
    } catch (error) {
      const { status, sentence } = sentenceOf(error);
      response.status(status);
      await show(request, response, { next, secret, username, email, error: sentence });
    }
  });
}

/** The invitation that somebody came by, or why it is not good; neither where there is none. */
async function readInvitation({ stores }: Pick<PageContext, 'stores'>, secret: string) {
  if (secret === '') return {};
  try {
    const { email } = await openInvitation(stores, secret);
    return { invitation: { secret, email } };
  } catch (error) {
    return { refused: sentenceOf(error).sentence };
  }
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
