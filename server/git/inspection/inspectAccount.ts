import { join } from 'node:path';
import { isRegistryError } from '../../contract/errors.ts';
import type { Username } from '../../contract/names.ts';
import type { DataFault } from '../../domain/dataFault.ts';
import { isPresent } from '../durable.ts';
import type { GitRuntime } from '../gitProcess.ts';
import type { RepoReader } from '../gitStore.ts';
import { repoPath } from '../layout.ts';
import { JOURNAL } from '../takedownJournal.ts';
import { inspectMirror } from './inspectMirror.ts';
import { inspectFiles, inspectObjects, inspectVersions } from './inspectRepository.ts';
import { holderOf, leftoversOf } from './leftovers.ts';

/** What an inspection works with. */
export interface InspectionContext {
  readonly runtime: GitRuntime;
  readonly oldestPush: number;
  readonly reader: (account: Username) => RepoReader;
  /** Runs under the account's lock, without recovery: what it would mend is to be told. */
  readonly alone: (use: () => Promise<DataFault[]>) => Promise<DataFault[]>;
}

/** What is wrong with an account's repository and mirror; `LOCK_HELD` where nobody can look. */
export async function inspectAccount(
  { runtime, oldestPush, reader, alone }: InspectionContext,
  account: Username,
): Promise<DataFault[]> {
  const repo = repoPath(runtime.dataDir, account);
  try {
    // Beside writes first, since it takes long; a repack in between looks like damage.
    const objects = (await isPresent(repo))
      ? await inspectObjects(runtime, repo, 'OBJECT_DAMAGED', account)
      : [];
    return await alone(async () => {
      const leftovers = await leftoversOf(runtime.dataDir, account, oldestPush);
      const files = (await isPresent(repo)) ? await inspectFiles(runtime, account) : [];
      // What git says of a repository that it cannot even open is no news then.
      const isOpen = files.every(
        ({ what, code }) => code !== 'REPOSITORY_DAMAGED' && !what.endsWith('/packed-refs'),
      );
      const damaged =
        isOpen && objects.length > 0 ? await inspectObjects(runtime, repo, 'OBJECT_DAMAGED', account) : [];
      const isReadable = files.every(({ code }) => code === 'REF_UNKNOWN') && damaged.length === 0;
      // Whoever carries one out does so under the lock.
      const isCutOff = await isPresent(join(repo, JOURNAL));
      const journal = `git/${account}.git/${JOURNAL}`;
      return [
        ...(isCutOff ? [{ code: 'TAKEDOWN_UNFINISHED', account, what: journal } as const] : []),
        ...leftovers.map((what): DataFault => ({ code: 'LEFTOVER', account, what })),
        ...files,
        ...damaged,
        ...(isReadable ? await inspectVersions(runtime, account, reader(account)) : []),
        ...(await inspectMirror(runtime, account, isReadable)),
      ];
    });
  } catch (error) {
    if (!isRegistryError(error, 'BUSY')) throw error;
    const seen = await holderOf(runtime.dataDir, account);
    return [{ code: 'LOCK_HELD', account, what: `locks/${account}.lock`, seen }];
  }
}
