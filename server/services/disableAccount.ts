import { auditOutside } from './audit.ts';
import { BY_OPERATOR, concerning, knownAccount } from './knownAccount.ts';
import type { Stores } from './stores.ts';

type AccountStores = Pick<Stores, 'accounts' | 'now'>;

/**
 * Refuses an account's keys and sessions from now on, at every door; its sessions end for good, and what it published
 * stays. Whether it was enabled. Throws `NOT_FOUND`.
 */
export async function disableAccount(
  stores: AccountStores,
  username: string,
  reason?: string,
): Promise<boolean> {
  const account = await knownAccount(stores, username);
  if (!(await stores.accounts.disableAccount(account.id, stores.now()))) return false;
  const details = { ...BY_OPERATOR, ...(reason ? { reason } : {}) };
  await auditOutside(stores, concerning(account), 'account.disable', account.username, details);
  return true;
}

/** Lets an account in again, by its password and the keys that it had; whether it was disabled. Throws `NOT_FOUND`. */
export async function enableAccount(stores: AccountStores, username: string): Promise<boolean> {
  const account = await knownAccount(stores, username);
  if (!(await stores.accounts.enableAccount(account.id))) return false;
  await auditOutside(stores, concerning(account), 'account.enable', account.username, BY_OPERATOR);
  return true;
}
