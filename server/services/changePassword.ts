import { hashPassword, verifyPassword } from '../catalog/passwords.ts';
import { RegistryError } from '../contract/errors.ts';
import type { PasswordRequest } from '../contract/requests.ts';
import { requireWholeAccount } from '../domain/access.ts';
import { assertNewPassword } from '../domain/accountRules.ts';
import { audit } from './audit.ts';
import type { Authenticated } from './authenticate.ts';
import { newSession, type SessionToken } from './newSession.ts';
import type { Stores } from './stores.ts';

/**
 * Changes the password of the caller's account and ends all its sessions; one that the caller used goes on under the
 * token that is answered. Keys stay. Throws `WEAK_PASSWORD`, and `WRONG_CREDENTIALS` for another current password.
 */
export async function changePassword(
  stores: Pick<Stores, 'accounts' | 'now'>,
  { actor, account, key }: Authenticated,
  { currentPassword, newPassword }: PasswordRequest,
): Promise<SessionToken | null> {
  requireWholeAccount(actor);
  assertNewPassword(newPassword);
  const from = account.passwordHash;
  if (await verifyPassword(currentPassword, from)) {
    const session = key.kind === 'session' ? newSession(stores, account, key.name) : null;
    const to = await hashPassword(newPassword);
    const change = { accountId: account.id, from, to, session: session?.credential ?? null };
    if (await stores.accounts.changePassword(change)) {
      await audit(stores, actor, 'password.change', account.username);
      return session?.token ?? null;
    }
  }
  await audit(stores, actor, 'password.refuse', account.username);
  throw new RegistryError('WRONG_CREDENTIALS', 'The current password is wrong', {
    hint: 'Type the password that you sign in with.',
  });
}
