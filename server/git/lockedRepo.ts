import { isRegistryError, RegistryError } from '../contract/errors.ts';
import type { Username } from '../contract/names.ts';
import { type GitObject, treeOfFiles } from '../domain/gitObjects.ts';
import type { WritePlan, Written } from '../domain/writePlan.ts';
import { bytesBelow } from './diskUsage.ts';
import { isPresent } from './durable.ts';
import type { AdmitBytes, LockedRepo, RepoReader } from './gitStore.ts';
import { historyObjects } from './historyObjects.ts';
import { branchRef, repoPath } from './layout.ts';
import { writePack } from './packWriter.ts';
import { planObjects } from './planObjects.ts';
import { purgeUnreachable } from './purge.ts';
import { isQuarantine } from './quarantine.ts';
import { type RecoveryContext, removeStaleLocks } from './recovery.ts';
import {
  openRefTransaction,
  type RefTransaction,
  type RefUpdate,
  reasonOfDecline,
  syncRefs,
} from './refTransaction.ts';
import { createRepository } from './repoCreation.ts';
import type { ReaderContext } from './repoReader.ts';
import { asStoreError } from './storeErrors.ts';
import { beginTakedown } from './takeDownVersions.ts';
import { readTakedown, removeTakedown } from './takedownJournal.ts';
import type { TakedownStep } from './takedownSteps.ts';
import type { WriteStep } from './writeSteps.ts';

/** What writing needs beside what reading does. */
export interface WriterContext extends RecoveryContext, ReaderContext {
  readonly host: string;
  readonly atStep: (step: WriteStep) => void;
  readonly atTakedownStep: (step: TakedownStep) => void;
  /** Lets go of packs that are open. */
  readonly recycle: () => void;
  /** Called after every write. */
  readonly onWritten: () => void;
  /** Called where a write failed midway. */
  readonly onBroken: () => Promise<void>;
}

/** An account's repository for a holder of its lock. */
export function createLockedRepo(context: WriterContext, account: Username, reader: RepoReader): LockedRepo {
  const { runtime, objects, atStep } = context;
  const repo = repoPath(runtime.dataDir, account);

  const moveRefs = async (first: RefTransaction, updates: readonly RefUpdate[]) => {
    let outcome = await first.commit(updates, atStep);
    if (!outcome.ok) {
      const reason = await reasonOfDecline(repo, updates, reader.resolve, outcome.stderr);
      if (!isRegistryError(reason, 'BUSY')) throw reason;
      await removeStaleLocks(repo);
      outcome = await openRefTransaction(runtime, repo).commit(updates, atStep);
      if (!outcome.ok) throw reason;
    }
    await syncRefs(repo, updates, context.syncRefFiles);
    atStep('refs:synced');
  };

  const moveTakenDown = async (updates: readonly RefUpdate[]) => {
    if (updates.length === 0) return;
    try {
      await moveRefs(openRefTransaction(runtime, repo), updates);
    } catch (error) {
      // Somebody wrote past the lock: what was planned is not to be carried on, and nothing of it was done.
      if (isRegistryError(error, 'REF_MOVED')) await removeTakedown(repo);
      throw error;
    }
  };

  const guarded = async <T>(write: () => Promise<T>): Promise<T> => {
    try {
      const result = await write();
      context.onWritten();
      return result;
    } catch (error) {
      const isClean = isRegistryError(error, 'REF_MOVED') || isRegistryError(error, 'QUOTA_EXCEEDED');
      if (!isClean) await context.onBroken();
      throw asStoreError(error);
    }
  };

  const mend = async (wanted: Iterable<GitObject>) => {
    await createRepository(runtime, account);
    const damaged: GitObject[] = [];
    for (const object of wanted) if (!(await objects.isOnDisk(account, object.oid))) damaged.push(object);
    if (damaged.length === 0) return;
    await guarded(() => writePack(repo, damaged));
    objects.remember(account, damaged);
  };

  const applyAll = async (plans: readonly WritePlan[], admit?: AdmitBytes): Promise<readonly Written[]> => {
    await createRepository(runtime, account);
    return guarded(async () => {
      const old = plans.find(({ publish }) => publish)?.publish?.old;
      const publishedRoot = old
        ? await objects.read(account, (await reader.commit(old)).tree, 'tree')
        : new Uint8Array();
      const planned = planObjects(plans, { host: context.host, publishedRoot });
      const transaction = openRefTransaction(runtime, repo);
      try {
        await writePack(repo, planned.objects, atStep, admit);
        await moveRefs(transaction, planned.updates);
      } finally {
        await transaction.end();
      }
      objects.remember(account, planned.objects);
      return planned.written;
    });
  };

  return {
    ...reader,
    apply: async (plan, admit) => (await applyAll([plan], admit))[0]!,
    applyAll,
    bytesOnDisk: () => bytesBelow(repo, isQuarantine),
    mendFiles: async (files) => {
      const tree = treeOfFiles(files);
      await mend(tree.objects);
      return tree.oid;
    },
    mendHistory: (versions) => mend(historyObjects(account, context.host, versions)),
    takeDown: (order) =>
      guarded(async () => {
        const { atTakedownStep } = context;
        const { updates } = await beginTakedown(context, account, reader, order);
        atTakedownStep('takedown:begun');
        await moveTakenDown(updates);
        atTakedownStep('takedown:moved');
      }),
    purge: () =>
      guarded(async () => {
        await purgeUnreachable(runtime, account);
        objects.forget();
        context.recycle();
        context.atTakedownStep('takedown:purged');
      }),
    takedown: () => readTakedown(repo),
    endTakedown: () => removeTakedown(repo),
    deleteBranch: async (branch, old) => {
      const ref = branchRef(branch);
      if (!(await isPresent(repo))) throw new RegistryError('REF_MOVED', `The branch ${ref} does not exist`);
      await guarded(() => moveRefs(openRefTransaction(runtime, repo), [{ ref, old, new: null }]));
    },
  };
}
