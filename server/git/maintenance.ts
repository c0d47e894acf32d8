import { isRegistryError } from '../contract/errors.ts';
import type { Oid, Username } from '../contract/names.ts';
import type { Refs } from '../domain/planBackup.ts';
import { isAncestor } from './ancestry.ts';
import { type WrittenFile, writeBundle } from './bundle.ts';
import { isPresent } from './durable.ts';
import { bytesBelow, collectGarbage } from './garbage.ts';
import type { GitRuntime } from './gitProcess.ts';
import { mirrorPath, repoPath } from './layout.ts';
import { sweepQuarantines } from './quarantine.ts';
import { listAllRefs } from './refListing.ts';
import { restoreRepository } from './restoreRepository.ts';

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
  /** Packs an account's repository and mirror anew without what nothing reaches any more; the bytes of their files before and after. */
  collectGarbage(account: Username): Promise<{ before: number; after: number }>;
}

/** What maintenance needs of the store. */
export interface MaintenanceContext {
  readonly runtime: GitRuntime;
  /** Runs under the account's lock, after recovery where that is due. */
  readonly locked: <T>(account: Username, use: () => Promise<T>) => Promise<T>;
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
    restore: (account, bundles, refs) =>
      locked(account, () => restoreRepository(runtime, account, bundles, refs)),
    collectGarbage: (account) =>
      locked(account, async () => {
        const places = [repoOf(account), mirrorPath(runtime.dataDir, account)];
        const size = async () => (await Promise.all(places.map(bytesBelow))).reduce((sum, one) => sum + one);
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
