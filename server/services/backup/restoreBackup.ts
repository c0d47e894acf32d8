import { copyFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openAccountsDatabase } from '../../catalog/accountsDatabase.ts';
import { databaseProblems, settleDatabase } from '../../catalog/databaseCopy.ts';
import { withProcessLock } from '../../catalog/processLock.ts';
import { isRegistryError, RegistryError } from '../../contract/errors.ts';
import type { Username } from '../../contract/names.ts';
import { isPresent, readIfPresent, removeFile, syncPath, writeDurably } from '../../git/durable.ts';
import type { GitStore } from '../../git/gitStore.ts';
import { type OpenBackup, openBackup } from './openBackup.ts';

/** How a backup is restored. */
export interface RestoreOptions {
  /** An empty folder, or one in which the same restore was interrupted. */
  readonly dataDir: string;
  readonly folder: string;
  /** Restores what is whole, where some of the backup is damaged. */
  readonly partial: boolean;
  readonly onProgress: (done: number, total: number) => void;
}

/** What was restored. */
export interface RestoreReport {
  readonly takenAt: string;
  readonly accounts: readonly Username[];
  /** Accounts that an interrupted restore had already put in place. */
  readonly alreadyThere: number;
  readonly versions: number;
  readonly drafts: number;
  readonly failed: readonly { readonly what: string; readonly error: RegistryError }[];
}

/** Stands in a data folder for as long as it is not restored whole; no registry is run on it then. */
export const RESTORING = 'restoring';

/**
 * Restores a backup: each repository is in place only once git has found it sound, the accounts come last, and then the
 * registry may be started. Killed and run again, it goes on where it was. Throws `NOT_EMPTY`, `NOT_A_BACKUP`,
 * `BACKUP_DAMAGED`, `STORE_UNAVAILABLE` where a newer version took it.
 */
export async function restoreBackup(git: GitStore, options: RestoreOptions): Promise<RestoreReport> {
  const { dataDir, folder, partial, onProgress } = options;
  const backup = await openBackup(folder);
  await requireRestorable(dataDir, backup);
  return withProcessLock(join(dataDir, `${RESTORING}.lock`), async () => {
    const failed = await prepare(backup, options);
    const unusable = new Set(failed.map(({ what }) => what));
    const accounts: Username[] = [];
    let alreadyThere = 0;
    for (const [done, account] of backup.accounts.entries()) {
      onProgress(backup.accounts.length + done, backup.accounts.length * 2);
      if (unusable.has(account)) continue;
      try {
        if (!(await restoreAccount(git, backup, account))) alreadyThere += 1;
        accounts.push(account);
      } catch (error) {
        if (!partial || !isRegistryError(error, 'OBJECT_CORRUPT')) throw error;
        failed.push({ what: account, error });
      }
    }
    await finish(dataDir);
    const refs = accounts.flatMap((account) => Object.keys(backup.manifest.accounts[account]!.refs));
    const count = (prefix: string) => refs.filter((ref) => ref.startsWith(prefix)).length;
    return {
      ...{ takenAt: backup.manifest.takenAt, accounts, alreadyThere, failed },
      versions: count('refs/tags/'),
      drafts: count('refs/heads/drafts/'),
    };
  }).finally(() => removeFile(join(dataDir, `${RESTORING}.lock`)));
}

/** Marks the folder as being restored from this very backup, or finds that it is. */
async function requireRestorable(dataDir: string, backup: OpenBackup): Promise<void> {
  const mark = join(dataDir, RESTORING);
  const marked = await readIfPresent(mark);
  if (marked === backup.sha256) return;
  if (marked !== undefined)
    throw new RegistryError('NOT_EMPTY', `Another backup was being restored into ${dataDir}`, {
      hint: 'Finish that with the backup it began with, or empty the folder.',
    });
  const names = (await readdir(dataDir)).filter((name) => name !== 'lost+found');
  if (names.length > 0)
    throw new RegistryError('NOT_EMPTY', `The folder ${dataDir} is not empty`, {
      hint: 'Restore into an empty folder, or move what is there out of the way.',
    });
  await writeDurably(mark, Buffer.from(backup.sha256), 0o600);
  await syncPath(dataDir);
}

/** Whatever is wrong with the backup is found before the first repository; the folder is left empty then. */
async function prepare(backup: OpenBackup, { dataDir, folder, partial, onProgress }: RestoreOptions) {
  try {
    await prepareDatabase(dataDir, backup);
    const failed = await damagedAccounts(backup, onProgress);
    if (failed.length > 0 && !partial) throw damaged(folder, failed);
    return failed;
  } catch (error) {
    if (!(await isPresent(join(dataDir, 'git')))) {
      for (const name of [...DATABASE_FILES, RESTORING]) await removeFile(join(dataDir, name));
    }
    throw error;
  }
}

const DATABASE = `${RESTORING}-accounts.db`;
const DATABASE_FILES = ['', '-wal', '-shm'].map((suffix) => `${DATABASE}${suffix}`);

/** First, since it tells whether this version can use the backup at all; it comes into its place last. */
async function prepareDatabase(dataDir: string, backup: OpenBackup): Promise<void> {
  const prepared = join(dataDir, DATABASE);
  if (await isPresent(join(dataDir, 'accounts.db'))) return;
  if (!(await backup.isDatabaseWhole()))
    throw new RegistryError('BACKUP_DAMAGED', 'The accounts of the backup are damaged', {
      details: [{ path: backup.databasePath, message: 'is not as it was written' }],
    });
  for (const name of DATABASE_FILES) await removeFile(join(dataDir, name));
  await copyFile(backup.databasePath, prepared);
  const problems = await databaseProblems(prepared);
  if (problems.length > 0)
    throw new RegistryError('BACKUP_DAMAGED', 'The accounts of the backup are damaged', {
      details: problems.map((message) => ({ message })),
    });
  (await openAccountsDatabase(prepared)).close();
  await settleDatabase(prepared);
  await syncPath(prepared);
}

async function damagedAccounts(backup: OpenBackup, onProgress: RestoreOptions['onProgress']) {
  const failed: { what: string; error: RegistryError }[] = [];
  for (const [done, account] of backup.accounts.entries()) {
    onProgress(done, backup.accounts.length * 2);
    const files = await backup.damagedBundles(account);
    if (files.length === 0) continue;
    const details = files.map((path) => ({ path, message: 'is not as it was written' }));
    const sentence = `The backup of ${account} is damaged`;
    failed.push({ what: account, error: new RegistryError('BACKUP_DAMAGED', sentence, { details }) });
  }
  return failed;
}

function damaged(folder: string, failed: readonly { error: RegistryError }[]): RegistryError {
  return new RegistryError('BACKUP_DAMAGED', `The backup in ${folder} is damaged`, {
    hint: 'Use another copy of it, or restore what is whole with --partial.',
    details: failed.flatMap(({ error }) => error.details),
  });
}

async function restoreAccount(git: GitStore, backup: OpenBackup, account: Username): Promise<boolean> {
  const { refs } = backup.manifest.accounts[account]!;
  // Without a ref there is nothing to keep, and the first push makes the repository.
  return Object.keys(refs).length === 0 || git.restore(account, backup.bundles(account), refs);
}

async function finish(dataDir: string): Promise<void> {
  const prepared = join(dataDir, DATABASE);
  if (await isPresent(prepared)) await rename(prepared, join(dataDir, 'accounts.db'));
  for (const name of DATABASE_FILES) await removeFile(join(dataDir, name));
  await syncPath(dataDir);
  await removeFile(join(dataDir, RESTORING));
  await syncPath(dataDir);
}
