import { auditOutside } from './audit.ts';
import { accountEver, BY_OPERATOR, concerning } from './knownAccount.ts';
import type { Stores } from './stores.ts';

/** What deleting an account did. */
export interface DeletedAccount {
  readonly username: string;
  /** Whether it was deleted before, and only looked over again. */
  readonly already: boolean;
  /** Drafts and slug branches that are gone. */
  readonly drafts: number;
  /** Versions that stay. */
  readonly versions: number;
}

/**
 * Deletes an account: its address, password, keys, sessions, stars and drafts are gone, from the disk too. What it
 * published can still be read and installed, and its name is nobody's ever again. Begins by letting nobody in, and can be
 * run again where it was interrupted, or to remove what an interrupted one has left. Throws `NOT_FOUND`.
 */
export async function deleteAccount(
  stores: Pick<Stores, 'accounts' | 'git' | 'index' | 'now'>,
  name: string,
): Promise<DeletedAccount> {
  const account = await accountEver(stores, name);
  const { id, username } = account;
  await stores.accounts.disableAccount(id, stores.now());
  await stores.accounts.endCredentials(id, true);
  const drafts = await stores.git.forgetBranches(username);
  const already = account.deletedAt !== null;
  if (!already) {
    await stores.accounts.eraseAccount(id, stores.now());
    await auditOutside(stores, concerning(account), 'account.delete', username, BY_OPERATOR);
  }
  await stores.accounts.overwriteErased();
  const versions = (await stores.index.versionsOfAccount(username)).length;
  return { username, already, drafts, versions };
}
