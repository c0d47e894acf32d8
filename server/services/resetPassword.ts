import { hashPassword } from '../catalog/passwords.ts';
import { assertNewPassword } from '../domain/accountRules.ts';
import { auditOutside } from './audit.ts';
import { assertEnabled } from './authenticate.ts';
import { BY_OPERATOR, concerning, knownAccount } from './knownAccount.ts';
import { goodLink, newLink, type SecretLink } from './oneTimeLinks.ts';
import type { Stores } from './stores.ts';

type AccountStores = Pick<Stores, 'accounts' | 'now'>;

/** For how long a link that sets a password works. */
const RESET_MS = 24 * 60 * 60 * 1000;

/** Sets an account's password, ends its sessions and, with `revokeKeys`, its keys. Throws `NOT_FOUND` or `WEAK_PASSWORD`. */
export async function setPassword(
  stores: AccountStores,
  username: string,
  password: string,
  { revokeKeys }: { revokeKeys: boolean },
): Promise<void> {
  const account = await knownAccount(stores, username);
  assertNewPassword(password);
  await stores.accounts.resetPassword(account.id, await hashPassword(password), revokeKeys);
  const details = { ...BY_OPERATOR, keys: revokeKeys ? 'revoked' : 'kept' };
  await auditOutside(stores, concerning(account), 'password.reset', account.username, details);
}

/**
 * Makes a link by which the owner of an account sets a password, once, within a day; ends the sessions and, with
 * `revokeKeys`, the keys at once. The old password goes on until then. Throws `NOT_FOUND`.
 */
export async function offerPasswordReset(
  stores: AccountStores,
  username: string,
  { revokeKeys }: { revokeKeys: boolean },
): Promise<SecretLink> {
  const account = await knownAccount(stores, username);
  await stores.accounts.endCredentials(account.id, revokeKeys);
  const made = await newLink(stores, {
    kind: 'password',
    accountId: account.id,
    email: null,
    lasts: RESET_MS,
  });
  const details = { ...BY_OPERATOR, keys: revokeKeys ? 'revoked' : 'kept' };
  await auditOutside(stores, concerning(account), 'password.offer', account.username, details);
  return made;
}

/** Whose password a link sets; throws `LINK_INVALID`, or `ACCOUNT_DISABLED`. */
export async function accountOfReset(stores: AccountStores, secret: string) {
  const link = await goodLink(stores, 'password', secret);
  const account = (await stores.accounts.accountById(link.accountId ?? ''))!;
  assertEnabled(account);
  return { link, account };
}

/**
 * Sets the password of the account that a link was made for, ends its sessions and spends the link; gives the address to
 * sign in with. Throws `LINK_INVALID`, `ACCOUNT_DISABLED` or `WEAK_PASSWORD`.
 */
export async function setPasswordByLink(
  stores: AccountStores,
  secret: string,
  password: string,
  requestId: string,
): Promise<{ email: string }> {
  const { link, account } = await accountOfReset(stores, secret);
  assertNewPassword(password);
  await stores.accounts.setPasswordByLink(link.id, await hashPassword(password));
  await auditOutside(stores, { accountId: account.id, requestId }, 'password.set', account.username);
  return { email: account.email };
}
