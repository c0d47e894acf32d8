import type { Username } from '../contract/names.ts';
import type { LockedRepo } from '../git/gitStore.ts';
import { auditOutside } from './audit.ts';
import type { Stores } from './stores.ts';

/**
 * Ends a takedown that was begun, by this process or by one that was killed: removes the content from the disk, and then
 * records it in the audit trail. The index has to agree with git already. `false` where none was begun.
 */
export async function finishTakedown(
  stores: Pick<Stores, 'index' | 'accounts' | 'now'>,
  account: Username,
  repo: LockedRepo,
): Promise<boolean> {
  const journal = await repo.takedown();
  if (!journal) return false;
  await repo.purge();
  await stores.index.scrub();
  const owner = await stores.accounts.accountByUsername(account);
  for (const { spec, reason } of journal.taken) {
    await auditOutside(stores, { accountId: owner?.id ?? null, requestId: null }, 'version.takedown', spec, {
      reason,
    });
  }
  await repo.endTakedown();
  return true;
}
