import { endpoints as on } from '../../contract/endpoints.ts';
import { logIn, logOut, whoAmI } from '../../services/accounts.ts';
import { changePassword } from '../../services/changePassword.ts';
import { createKey, listKeys, revokeKey, rotateKey } from '../../services/keys.ts';
import type { SessionToken } from '../../services/newSession.ts';
import { register } from '../../services/register.ts';
import { endOtherSessions, endSession, listSessions } from '../../services/sessions.ts';
import type { Stores } from '../../services/stores.ts';
import { requestIdOf } from '../requestContext.ts';
import { signInOrigin } from '../signInOrigin.ts';
import type { Throttles } from '../throttle.ts';
import type { Bind } from './bindEndpoint.ts';

/** Routes of accounts, sessions and keys. */
export function bindAccountRoutes(
  bind: Bind,
  stores: Stores,
  registration: 'open' | 'closed',
  throttles: Throttles,
): void {
  bind(on.validateKey, async ({ who }) => whoAmI(stores, who));
  bind(on.register, async ({ body, request }) => {
    await register(stores, registration, body, requestIdOf(request));
    return session(await logIn(stores, body, signInOrigin(request)));
  });
  bind(on.login, async ({ body, request }) => session(await logIn(stores, body, signInOrigin(request))));
  bind(on.logout, ({ who }) => logOut(stores, who));
  bind(on.changePassword, async ({ who, body, request, response }) => {
    await throttles.passwords(request, response);
    const changed = await changePassword(stores, who, body);
    return changed ? session(changed) : { token: null, expiresAt: null };
  });
  bind(on.listSessions, ({ who }) => listSessions(stores, who.actor));
  bind(on.endOtherSessions, ({ who }) => endOtherSessions(stores, who.actor));
  bind(on.endSession, ({ who, params }) => endSession(stores, who.actor, params.id));
  bind(on.listKeys, ({ who }) => listKeys(stores, who.actor));
  bind(on.createKey, ({ who, body }) => createKey(stores, who.actor, body));
  bind(on.rotateKey, ({ who, params }) => rotateKey(stores, who.actor, params.id));
  bind(on.revokeKey, ({ who, params }) => revokeKey(stores, who.actor, params.id));
}

function session({ token, expiresAt }: SessionToken) {
  return { token, expiresAt: new Date(expiresAt).toISOString() };
}
