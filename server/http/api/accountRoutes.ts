import { endpoints as on } from '../../contract/endpoints.ts';
import { RegistryError } from '../../contract/errors.ts';
import { createAccount, logIn, logOut, whoAmI } from '../../services/accounts.ts';
import { createKey, listKeys, revokeKey } from '../../services/keys.ts';
import type { Stores } from '../../services/stores.ts';
import type { Bind } from './bindEndpoint.ts';

/** Routes of accounts, sessions and keys. */
export function bindAccountRoutes(bind: Bind, stores: Stores, registration: 'open' | 'closed'): void {
  bind(on.validateKey, async ({ who }) => whoAmI(stores, who));
  bind(on.register, async ({ body }) => {
    if (registration === 'closed')
      throw new RegistryError('REGISTRATION_CLOSED', 'This registry does not take registrations');
    await createAccount(stores, body);
    return session(await logIn(stores, body.email, body.password));
  });
  bind(on.login, async ({ body }) => session(await logIn(stores, body.email, body.password)));
  bind(on.logout, ({ who }) => logOut(stores, who));
  bind(on.listKeys, ({ who }) => listKeys(stores, who.actor));
  bind(on.createKey, ({ who, body }) => createKey(stores, who.actor, who.account, body));
  bind(on.revokeKey, ({ who, params }) => revokeKey(stores, who.actor, params.id));
}

function session({ token, expiresAt }: { token: string; expiresAt: number }) {
  return { token, expiresAt: new Date(expiresAt).toISOString() };
}
