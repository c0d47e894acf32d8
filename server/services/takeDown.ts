import { RegistryError } from '../contract/errors.ts';
import type { Oid } from '../contract/names.ts';
import { parseReason } from '../domain/takedown.ts';
import { finishTakedown } from './finishTakedown.ts';
import { type NamedVersions, planTakedown, type TakedownPlan } from './planTakedown.ts';
import type { Stores } from './stores.ts';
import { syncIndex } from './syncIndex.ts';

/** What a takedown has done. */
export interface TakenDown extends TakedownPlan {
  /** The blobs that are gone: nothing that reads the account's repository or mirror finds them any more. */
  readonly gone: readonly Oid[];
  /** Whether one that was cut off before was finished. */
  readonly finished: boolean;
}

/**
 * Takes versions of an account down, for the operator: their content is removed from the history, the disk and the
 * index, and their numbers stay taken. What was begun and cut off before is finished, also where nothing is left to take
 * down. Throws as `planTakedown`; `STORE_UNAVAILABLE` where the content is still found afterwards.
 */
export async function takeDown(
  stores: Pick<Stores, 'git' | 'index' | 'accounts' | 'now'>,
  named: NamedVersions,
  { reason: given, everywhere }: { reason: string; everywhere: boolean },
): Promise<TakenDown> {
  const reason = parseReason(given);
  const { account } = named;
  return stores.git.write(account, async (repo) => {
    await syncIndex(stores, account, repo);
    const finished = await finishTakedown(stores, account, repo);
    const plan = await planTakedown(repo, named, { everywhere });
    const { removed, begunAnew } = plan;
    const now = stores.now();
    const versions = plan.versions.map((version) => ({ ...version, takenDownAt: now, reason }));
    if (versions.length === 0) return { ...plan, finished, gone: [] };
    await repo.takeDown({ versions, removed, begunAnew, now });
    await syncIndex(stores, account, repo);
    await finishTakedown(stores, account, repo);
    const gone = [...new Set(plan.files.filter(({ stays }) => stays.length === 0).map(({ oid }) => oid))];
    const left = await repo.heldObjects(gone);
    if (left.length > 0)
      throw new RegistryError('STORE_UNAVAILABLE', `${left.length} of the objects are still on the disk`, {
        hint: 'Another ref than the registry makes reaches them: look with `git for-each-ref`, then run `aerostack gc`.',
        details: left.map((oid) => ({ message: oid })),
      });
    return { ...plan, finished, gone };
  });
}
