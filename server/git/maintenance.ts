import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRegistryError } from '../contract/errors.ts';
import type { Oid, Username } from '../contract/names.ts';
import type { DataFault } from '../domain/dataFault.ts';
import type { Refs } from '../domain/planBackup.ts';
import type { AccountLocks } from './accountLock.ts';
import { isAncestor } from './ancestry.ts';
import { type WrittenFile, writeBundle } from './bundle.ts';
import { bytesBelow } from './diskUsage.ts';
import { isPresent, randomName, unlessMissing } from './durable.ts';
import { collectGarbage } from './garbage.ts';
import type { GitRuntime } from './gitProcess.ts';
import type { RepoReader } from './gitStore.ts';
import { inspectAccount } from './inspection/inspectAccount.ts';
import { deadLocks, leftoversOf, removeLeftovers, unknownFiles } from './inspection/leftovers.ts';
import { type MendingSources, mendRepository } from './inspection/mendRepository.ts';
import { mirrorPath, parseRepoFolder, repoPath } from './layout.ts';
import { updateMirror } from './mirror.ts';
import { ownIdentity } from './processIdentity.ts';
import { sweepQuarantines } from './quarantine.ts';
import { listAllRefs } from './refListing.ts';
import { restoreRepository } from './restoreRepository.ts';
import { asStoreError } from './storeErrors.ts';

/** The part of the store that those use who host a registry. */
export interface Maintenance {
  /** Every ref of an account, as it is when nobody writes; throws `OBJECT_CORRUPT` where one cannot be read. */
  refs(account: Username): Promise<Refs>;
  /** Whether one commit of the account is the other or comes before it. */
  isAncestor(account: Username, earlier: Oid, later: Oid): Promise<boolean>;
  /** Writes a git bundle of refs that were listed, of what is new since `basis`; throws `OBJECT_CORRUPT`. */
  bundle(account: Username, path: string, refs: Refs, basis: Refs): Promise<WrittenFile>;
  /** Makes a repository of bundles where there is none, complete and sound or not at all; whether there was none. Throws `OBJECT_CORRUPT`. */
  restore(account: Username, bundles: readonly string[], refs: Refs): Promise<boolean>;
  /** What is wrong with an account's repository and mirror; writes nothing but the account's lock. */
  inspect(account: Username): Promise<DataFault[]>;
  /** Runs while nobody writes to an account; repairs nothing. Throws `BUSY`. */
  undisturbed<T>(account: Username, look: () => Promise<T>): Promise<T>;
  /** What is wrong among the repositories as a whole: locks of dead processes, and what does not belong there. */
  inspectFolder(): Promise<DataFault[]>;
  /** The accounts that have a mirror. */
  mirrored(): Promise<Username[]>;
  /** Removes what killed processes left of an account. */
  removeLeftovers(account: Username): Promise<void>;
  /** Mends a repository as far as it can be. Throws `OBJECT_CORRUPT` where a bundle is of no use. */
  mend(account: Username, sources: MendingSources): Promise<void>;
  /** Makes the public copy of an account anew. */
  remakeMirror(account: Username): Promise<void>;
  /** Packs an account's repository and mirror anew without what nothing reaches any more; the bytes of their files before and after. */
  collectGarbage(account: Username): Promise<{ before: number; after: number }>;
}

/** What maintenance needs of the store. */
export interface MaintenanceContext {
  readonly runtime: GitRuntime;
  /** Runs under the account's lock, after recovery where that is due. */
  readonly locked: <T>(account: Username, use: () => Promise<T>) => Promise<T>;
  /** The locks alone: what waits for recovery is left as it is. */
  readonly locks: AccountLocks;
  readonly reader: (account: Username) => RepoReader;
  readonly oldestPush: number;
  /** Called after packs were replaced. */
  readonly onRepacked: (account: Username) => void;
}

/** Makes the store's part for operators. */
export function createMaintenance(context: MaintenanceContext): Maintenance {
  const { runtime, locked } = context;
  const repoOf = (account: Username) => repoPath(runtime.dataDir, account);

  return {
    refs: (account) => locked(account, () => listAllRefs(runtime, account)),
    isAncestor: (account, earlier, later) => isAncestor(runtime, repoOf(account), earlier, later),
    async bundle(account, path, refs, basis) {
      const write = () => writeBundle(runtime, repoOf(account), path, refs, basis);
      try {
        return await write();
      } catch (error) {
        // A repack in between looks like damage; under the lock there is none.
        if (!isRegistryError(error, 'OBJECT_CORRUPT')) throw error;
        return locked(account, write);
      }
    },
    inspect: (account) =>
      inspectAccount({ ...context, alone: (use) => alone(context, account, use) }, account),
    undisturbed: (account, look) => alone(context, account, look),
    async inspectFolder() {
      const dead = await deadLocks(runtime.dataDir, await ownIdentity());
      return [
        ...dead.map(({ account, path }): DataFault => ({ code: 'LEFTOVER', account, what: path })),
        ...(await unknownFiles(runtime.dataDir)).map(
          (what): DataFault => ({ code: 'UNKNOWN_FILE', account: null, what }),
        ),
      ];
    },
    async mirrored() {
      const names = (await readdir(join(runtime.dataDir, 'mirror')).catch(unlessMissing)) ?? [];
      return names.map(parseRepoFolder).filter((account) => account !== undefined);
    },
    removeLeftovers: (account) =>
      locked(account, async () => {
        const paths = await leftoversOf(runtime.dataDir, account, context.oldestPush);
        await removeLeftovers(runtime.dataDir, paths);
      }),
    mend: (account, sources) =>
      alone(context, account, async () => {
        await mendRepository(runtime, account, sources);
        context.onRepacked(account);
      }),
    remakeMirror: (account) =>
      locked(account, async () => {
        const mirror = mirrorPath(runtime.dataDir, account);
        const aside = join(dirname(mirror), `.${account}.new-${randomName()}`);
        if (await isPresent(mirror)) await rename(mirror, aside);
        try {
          await updateMirror(runtime, account);
        } catch (error) {
          // It may hold what the repository lost.
          await rm(mirror, { recursive: true, force: true });
          await rename(aside, mirror);
          throw error;
        }
        await rm(aside, { recursive: true, force: true });
      }),
    restore: (account, bundles, refs) =>
      locked(account, () => restoreRepository(runtime, account, bundles, refs)),
    collectGarbage: (account) =>
      locked(account, async () => {
        const places = [repoOf(account), mirrorPath(runtime.dataDir, account)];
        const size = async () =>
          (await Promise.all(places.map((place) => bytesBelow(place)))).reduce((sum, one) => sum + one);
        const before = await size();
        for (const place of places) {
          if (!(await isPresent(place))) continue;
          await collectGarbage(runtime, place);
          await sweepQuarantines(place, context.oldestPush);
        }
        context.onRepacked(account);
        return { before, after: await size() };
      }),
  };
}

/** Runs under an account's lock without recovery, which would fail over what is damaged, or mend what is to be told. */
async function alone<T>({ locks }: MaintenanceContext, account: Username, use: () => Promise<T>): Promise<T> {
  const lock = await locks.acquire(account);
  try {
    return await use();
  } catch (error) {
    throw asStoreError(error);
  } finally {
    await lock.release();
  }
}
