import { chmodSync, copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountsDatabase } from '../../catalog/accountsDatabase.ts';
import { rebuildLookups } from '../../catalog/databaseCopy.ts';
import type { IndexDatabase } from '../../catalog/indexDatabase.ts';
import { isSound } from '../../catalog/indexFile.ts';
import { isOpenElsewhere } from '../../catalog/openFiles.ts';
import { isRegistryError, RegistryError } from '../../contract/errors.ts';
import type { Username } from '../../contract/names.ts';
import type { DataFault, FaultCode } from '../../domain/dataFault.ts';
import type { Refs } from '../../domain/planBackup.ts';
import { specOf, type TakenDownVersion } from '../../domain/takedown.ts';
import { isPresent, syncPath } from '../../git/durable.ts';
import type { GitStore } from '../../git/gitStore.ts';
import { publishedRef, tagRef } from '../../git/layout.ts';
import type { OpenBackup } from '../backup/openBackup.ts';
import { finishTakedown } from '../finishTakedown.ts';
import type { Stores } from '../stores.ts';
import { syncIndex } from '../syncIndex.ts';

/** What a repair works with. */
export interface RepairOptions {
  readonly dataDir: string;
  /** Of a backup whose accounts and bundles may be used; those that are damaged are left aside. */
  readonly backup: OpenBackup | undefined;
  /** Opens both databases, the index made anew where it is damaged; not called before the accounts database is sound. */
  readonly open: () => Promise<{
    index: IndexDatabase;
    accounts: AccountsDatabase;
    close: () => Promise<void>;
  }>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onProgress: (done: number, total: number) => void;
}

const MENDED_BY_GIT: ReadonlySet<FaultCode> = new Set<FaultCode>([
  ...([
    'REPOSITORY_MISSING',
    'REPOSITORY_DAMAGED',
    'REF_DAMAGED',
    'REF_MISSING',
    'OBJECT_DAMAGED',
    'TAG_MISSING',
  ] as const),
]);
const OF_MIRROR: ReadonlySet<FaultCode> = new Set<FaultCode>([
  ...(['MIRROR_DAMAGED', 'MIRROR_DIFFERS', 'MIRROR_EXPOSES'] as const),
]);

/**
 * Mends what an inspection found, as far as it can be mended; what is left is for the next inspection to tell. Returns why
 * accounts could not be worked on at all.
 */
export async function repairData(
  git: GitStore,
  faults: readonly DataFault[],
  options: RepairOptions,
): Promise<{ what: string; error: RegistryError }[]> {
  const failed: { what: string; error: RegistryError }[] = [];
  const { dataDir, backup, onProgress } = options;
  await repairAccounts(dataDir, faults, backup);
  const usable = await mayOpenIndex(dataDir);
  const opened = usable ? await options.open() : undefined;
  try {
    const accounts = [...new Set(faults.flatMap(({ account }) => account ?? []))];
    for (const [done, account] of accounts.entries()) {
      onProgress(done, accounts.length);
      const codes = new Set(faults.filter((fault) => fault.account === account).map(({ code }) => code));
      try {
        const taken = (await opened?.index.takedownsOfAccount(account)) ?? [];
        const outdated = backup !== undefined && isOlderThan(backup, account, taken);
        if (outdated && needsGit(codes))
          failed.push({ what: account, error: outdatedBackup(account, taken) });
        const sources = await sourcesOf(account, opened?.index, outdated ? undefined : backup);
        await repairAccount(git, account, codes, sources);
      } catch (error) {
        if (!isRegistryError(error)) throw error;
        failed.push({ what: account, error });
      }
    }
    if (opened) {
      await repairIndex(git, opened.index, faults);
      failed.push(...(await finishTakedowns({ git, now: options.now, ...opened }, faults)));
    }
    return failed;
  } finally {
    await opened?.close();
  }
}

async function repairAccount(
  git: GitStore,
  account: Username,
  codes: ReadonlySet<FaultCode>,
  sources: Parameters<GitStore['mend']>[1],
): Promise<void> {
  if (needsGit(codes)) await git.mend(account, sources);
  // After what is damaged: recovery, which comes with the lock, reads the refs.
  if (codes.has('LEFTOVER')) await git.removeLeftovers(account);
  if ([...codes].some((code) => OF_MIRROR.has(code))) await git.remakeMirror(account);
}

function needsGit(codes: ReadonlySet<FaultCode>): boolean {
  return [...codes].some((code) => MENDED_BY_GIT.has(code));
}

/** Whether a backup was taken before a takedown: what it has of the account is what is not to come back. */
function isOlderThan(backup: OpenBackup, account: Username, taken: readonly TakenDownVersion[]): boolean {
  const kept = backup.manifest.accounts[account];
  return (
    kept !== undefined &&
    taken.some(({ slug, version, tagOid }) => kept.refs[tagRef(slug, version)] !== tagOid)
  );
}

function outdatedBackup(account: Username, taken: readonly TakenDownVersion[]): RegistryError {
  return new RegistryError(
    'BACKUP_DAMAGED',
    `The backup of ${account} is not used: it is older than a takedown, and would bring back what was removed`,
    {
      hint: 'Use a backup taken since; or restore this one elsewhere, take the same versions down there, and back that up.',
      details: taken.map((version) => ({ path: specOf(version), message: 'was taken down' })),
    },
  );
}

async function sourcesOf(
  account: Username,
  index: IndexDatabase | undefined,
  backup: OpenBackup | undefined,
): Promise<Parameters<GitStore['mend']>[1]> {
  const indexed: Record<string, Refs[string]> = {};
  const tip = await index?.tip(account);
  if (tip) indexed[publishedRef] = tip;
  for (const { slug, version, tagOid } of (await index?.versionsOfAccount(account)) ?? [])
    indexed[tagRef(slug, version)] = tagOid;
  const kept = backup?.manifest.accounts[account];
  if (!backup || !kept || (await backup.damagedBundles(account)).length > 0) return { indexed };
  return { indexed, backup: { bundles: backup.bundles(account), refs: kept.refs } };
}

/** A database that some process has open cannot be replaced: it would go on writing to the one that is gone. */
async function repairAccounts(
  dataDir: string,
  faults: readonly DataFault[],
  backup: OpenBackup | undefined,
): Promise<void> {
  const file = join(dataDir, 'accounts.db');
  const codes = new Set(faults.map(({ code }) => code));
  if (codes.has('OPEN_TO_OTHERS')) {
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(`${file}${suffix}`)) chmodSync(`${file}${suffix}`, 0o600);
  }
  if (codes.has('ACCOUNTS_DAMAGED') && (await rebuildLookups(file))) return;
  if (!codes.has('ACCOUNTS_DAMAGED') && !codes.has('ACCOUNTS_MISSING')) return;
  if (!backup || isOpenElsewhere(file) || !(await backup.isDatabaseWhole())) return;
  // What is damaged is kept: somebody may get more out of it.
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${file}.damaged${suffix}`);
  copyFileSync(backup.databasePath, file);
  chmodSync(file, 0o600);
  await syncPath(file);
  await syncPath(dataDir);
}

async function mayOpenIndex(dataDir: string): Promise<boolean> {
  const index = join(dataDir, 'index.db');
  if (!(await isPresent(join(dataDir, 'accounts.db')))) return false;
  return !(await isPresent(index)) || (await isSound(index)) || !isOpenElsewhere(index);
}

/** What the index knows of an account that is still damaged is kept: it may help to mend it. */
async function repairIndex(git: GitStore, index: IndexDatabase, faults: readonly DataFault[]): Promise<void> {
  const isNew = index.opened !== 'existing';
  const concerned = faults.filter(({ code }) => code === 'INDEX_DIFFERS' || MENDED_BY_GIT.has(code));
  const accounts = new Set(isNew ? await git.accounts() : concerned.flatMap(({ account }) => account ?? []));
  for (const account of accounts) {
    if (!(await git.fsck(account)).ok) continue;
    await git.write(account, async (repo) => {
      await index.replaceAccount(account, null, []);
      await syncIndex({ index }, account, repo);
    });
  }
}

/** After all else: a damaged repository cannot be packed anew, and the index has to agree with git. */
async function finishTakedowns(
  stores: Pick<Stores, 'git' | 'index' | 'accounts' | 'now'>,
  faults: readonly DataFault[],
): Promise<{ what: string; error: RegistryError }[]> {
  const failed: { what: string; error: RegistryError }[] = [];
  for (const { code, account } of faults) {
    if (code !== 'TAKEDOWN_UNFINISHED' || account === null) continue;
    try {
      await stores.git.write(account, async (repo) => {
        await syncIndex(stores, account, repo);
        await finishTakedown(stores, account, repo);
      });
    } catch (error) {
      if (!isRegistryError(error)) throw error;
      failed.push({ what: account, error });
    }
  }
  return failed;
}
