import type { Actor } from '../domain/access.ts';
import { assertWithinQuotas, isLimited, quotasOf, type Usage } from '../domain/quotas.ts';
import type { WritePlan } from '../domain/writePlan.ts';
import type { LockedRepo } from '../git/gitStore.ts';
import { countBranches } from './accountUsage.ts';
import { assertEnabled } from './authenticate.ts';
import type { Stores } from './stores.ts';
import { syncIndex } from './syncIndex.ts';

/** The actor's own repository while its lock is held: what is written stays within the account's quotas. */
export interface OwnRepo extends LockedRepo {
  /**
   * Throws `QUOTA_EXCEEDED` where plans, or the bytes that come with them, are more than the account may have; they are
   * then applied without another look, since what has been let in cannot be turned away.
   */
  assertRoom(plans: readonly WritePlan[], bytes: number): Promise<void>;
}

/**
 * Writes to the actor's own repository, under its lock. Throws `ACCOUNT_DISABLED` where the account was disabled since
 * the actor's key was looked at; what is written throws `QUOTA_EXCEEDED`, and writes nothing.
 */
export function writeOwn<T>(stores: Stores, actor: Actor, use: (repo: OwnRepo) => Promise<T>): Promise<T> {
  return stores.git.write(actor.username, async (repo) => {
    const account = await stores.accounts.accountById(actor.accountId);
    if (account) assertEnabled(account);
    const quotas = account ? quotasOf(account.quotas, stores.quotas) : stores.quotas;
    if (!isLimited(quotas)) return use({ ...repo, assertRoom: async () => {} });

    const measure = async (plans: readonly WritePlan[]) => {
      await syncIndex(stores, actor.username, repo);
      const versions = await stores.index.versionsOfAccount(actor.username);
      const [branches, bytes] = await Promise.all([repo.branchNames(), repo.bytesOnDisk()]);
      const { usage, slugs } = countBranches(branches, versions);
      return { has: { ...usage, bytes }, grows: growthOf(plans, slugs) };
    };
    const admitting = async (plans: readonly WritePlan[]) => {
      const { has, grows } = await measure(plans);
      return (bytes: number) => assertWithinQuotas(quotas, has, { ...grows, bytes });
    };
    let isAdmitted = false;
    const assertRoom: OwnRepo['assertRoom'] = async (plans, bytes) => {
      (await admitting(plans))(bytes);
      isAdmitted = true;
    };
    const applyAll: OwnRepo['applyAll'] = async (plans) =>
      repo.applyAll(plans, isAdmitted ? undefined : await admitting(plans));
    return use({ ...repo, assertRoom, applyAll, apply: async (plan) => (await applyAll([plan]))[0]! });
  });
}

/** A draft that is published at once is none of those that wait. */
function growthOf(plans: readonly WritePlan[], known: ReadonlySet<string>): Usage {
  const isNewDraft = ({ branch, publish }: WritePlan) =>
    branch?.branch.kind === 'draft' && branch.old === null && !publish;
  const slugs = plans.flatMap(({ branch, publish }) => [
    ...(branch?.branch.kind === 'slug' ? [branch.branch.slug] : []),
    ...(publish ? [publish.slug] : []),
  ]);
  const fresh = new Set(slugs.filter((slug) => !known.has(slug)));
  return { drafts: plans.filter(isNewDraft).length, functions: fresh.size, bytes: 0 };
}
