import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDatabase, databaseProblems } from '../../catalog/databaseCopy.ts';
import { isRegistryError, RegistryError } from '../../contract/errors.ts';
import type { Username } from '../../contract/names.ts';
import { type BackupPlan, movedRefs, planBackup, type Refs } from '../../domain/planBackup.ts';
import { isPresent, syncPath } from '../../git/durable.ts';
import type { GitStore } from '../../git/gitStore.ts';
import { withBackupFolder } from './backupFolder.ts';
import { bundlesFolder, isWhole, sha256Of, sweepBackup } from './files.ts';
import { type BackedUpAccount, type BackupManifest, readManifest, writeManifest } from './manifest.ts';

/** How a backup is taken. */
export interface BackupOptions {
  readonly dataDir: string;
  /** Where it goes: an empty or missing folder, or that of the backup before. */
  readonly folder: string;
  /** Of this program. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Writes everything again, instead of what is new. */
  readonly full: boolean;
  /** Reads what was written before again, and compares checksums. */
  readonly verify: boolean;
  /** Takes what is there as all there is to be, where published versions are gone. */
  readonly acceptLoss: boolean;
  readonly onProgress: (done: number, total: number) => void;
}

/** What was written of an account. */
export interface AccountBackup {
  readonly account: Username;
  readonly written: 'full' | 'incremental' | 'nothing';
  /** Why it was written whole. */
  readonly why?: Extract<BackupPlan, { kind: 'full' }>['why'];
  readonly bytes: number;
}

/** What a backup did; what failed stands in it as it did before. */
export interface BackupReport {
  readonly takenAt: string;
  readonly accounts: readonly AccountBackup[];
  readonly bytes: number;
  readonly failed: readonly { readonly what: string; readonly error: RegistryError }[];
}

/**
 * Takes a backup beside a running registry: everything that was acknowledged before it began is in it. Repositories come
 * first and accounts after them, so that nothing is without its owner. Only the manifest, written last, makes it the
 * backup; killed before that, the one before still is. Throws `NOT_A_BACKUP`, `BACKUP_DAMAGED`, `BUSY`.
 */
export async function takeBackup(git: GitStore, options: BackupOptions): Promise<BackupReport> {
  const { dataDir, folder } = options;
  const accountsFile = join(dataDir, 'accounts.db');
  // An empty one would be made by opening it, and replace the one in the backup.
  if (!(await isPresent(accountsFile)))
    throw new RegistryError('NOT_FOUND', `There is no accounts.db in ${dataDir}`, {
      hint: 'Name the data folder of a registry with --data. `aerostack fsck` tells what can be mended.',
    });
  return withBackupFolder(dataDir, folder, async () => {
    const before = (await readManifest(folder))?.manifest;
    await sweepBackup(folder, before);
    const number = (before?.number ?? 0) + 1;
    const accounts = new Map<Username, BackedUpAccount>();
    const reports: AccountBackup[] = [];
    const failed: { what: string; error: RegistryError }[] = [];
    const known = Object.keys(before?.accounts ?? {}) as Username[];
    const all = [...new Set([...(await git.accounts()), ...known])].sort();
    for (const [done, account] of all.entries()) {
      options.onProgress(done, all.length);
      const earlier = before?.accounts[account];
      try {
        const backed = await backUpAccount(git, options, account, earlier, number);
        accounts.set(account, backed.entry);
        reports.push(backed.report);
      } catch (error) {
        if (!isRegistryError(error)) throw error;
        failed.push({ what: account, error });
        if (earlier) accounts.set(account, earlier);
      }
    }
    // Where nothing of it is found any more, this is another data folder, whose accounts are not to replace those kept here.
    if (known.length > 0 && known.every((account) => failed.some(({ what }) => what === account)))
      throw failed.find(({ what }) => what === known[0])!.error;
    const database = await backUpDatabase(accountsFile, folder, number).catch((error: unknown) => {
      if (!before || !isRegistryError(error)) throw error;
      failed.push({ what: 'accounts.db', error });
      return before.database;
    });
    const takenAt = new Date(options.now()).toISOString();
    const manifest: BackupManifest = {
      ...{ format: 1, version: options.version, takenAt, number, database },
      accounts: Object.fromEntries(accounts) as BackupManifest['accounts'],
    };
    await writeManifest(folder, manifest);
    await sweepBackup(folder, manifest);
    const bytes = reports.reduce((sum, report) => sum + report.bytes, database.bytes);
    return { takenAt, accounts: reports, bytes, failed };
  });
}

async function backUpAccount(
  git: GitStore,
  options: BackupOptions,
  account: Username,
  earlier: BackedUpAccount | undefined,
  number: number,
): Promise<{ entry: BackedUpAccount; report: AccountBackup }> {
  const { folder, full, verify, acceptLoss } = options;
  const now = await git.refs(account);
  const inside = bundlesFolder(folder, account);
  const plan = planBackup({
    ...{ before: earlier?.refs, now, full, acceptLoss, bundles: earlier?.bundles.length ?? 0 },
    isContinued: await continuedBranches(git, account, earlier?.refs ?? {}, now),
    isWhole: await areWhole(inside, earlier?.bundles ?? [], verify),
  });
  if (plan.kind === 'refused') throw lossOf(account, plan.lost);
  if (plan.kind === 'unchanged')
    return { entry: earlier!, report: { account, written: 'nothing', bytes: 0 } };
  const why = plan.kind === 'full' ? { why: plan.why } : {};
  const kept = plan.kind === 'full' ? [] : earlier!.bundles;
  if (Object.keys(now).length === 0)
    return { entry: { bundles: [], refs: {} }, report: { account, written: 'full', ...why, bytes: 0 } };
  await mkdir(inside, { recursive: true, mode: 0o700 });
  const file = `${String(number).padStart(6, '0')}.bundle`;
  const basis = plan.kind === 'full' ? {} : plan.basis;
  const written = await git.bundle(account, join(inside, file), now, basis).catch(async (error: unknown) => {
    const isDamage = !isRegistryError(error, 'OBJECT_CORRUPT') || isSame(await git.refs(account), now);
    if (isDamage) throw error;
    return undefined;
  });
  // What was taken down or forgotten since the refs were listed is not missing.
  if (!written) return backUpAccount(git, options, account, earlier, number);
  await Promise.all([inside, join(folder, 'git')].map(syncPath));
  return {
    entry: { bundles: [...kept, { file, ...written }], refs: now },
    report: { account, written: plan.kind, ...why, bytes: written.bytes },
  };
}

function isSame(before: Refs, now: Refs): boolean {
  const names = Object.keys(before);
  return (
    names.length === Object.keys(now).length &&
    movedRefs(before, now).length === 0 &&
    names.every((ref) => ref in now)
  );
}

/** Asks git about the branches that moved; the answer is then at hand for the plan. */
async function continuedBranches(
  git: GitStore,
  account: Username,
  before: Refs,
  now: Refs,
): Promise<(ref: string) => boolean> {
  const continued = new Set<string>();
  for (const ref of movedRefs(before, now))
    if (await git.isAncestor(account, before[ref]!, now[ref]!)) continued.add(ref);
  return (ref) => continued.has(ref);
}

async function areWhole(inside: string, bundles: BackedUpAccount['bundles'], verify: boolean) {
  for (const bundle of bundles) if (!(await isWhole(inside, bundle, verify))) return false;
  return true;
}

async function backUpDatabase(accountsFile: string, folder: string, number: number) {
  const file = `accounts-${String(number).padStart(6, '0')}.db`;
  const copy = join(folder, file);
  await copyDatabase(accountsFile, copy);
  const problems = await databaseProblems(copy);
  if (problems.length > 0)
    throw new RegistryError('STORE_UNAVAILABLE', 'The accounts database is damaged', {
      hint: 'Run `aerostack fsck`; the backup keeps the accounts as they were.',
      details: problems.map((message) => ({ message })),
    });
  await syncPath(copy);
  return { file, bytes: (await stat(copy)).size, sha256: await sha256Of(copy) };
}

function lossOf(account: Username, lost: readonly string[]): RegistryError {
  return new RegistryError('OBJECT_CORRUPT', `Published versions of ${account} are gone from the registry`, {
    hint: 'Run `aerostack fsck --repair --from` this backup, which keeps them; or pass --accept-loss if it is right.',
    details: lost.map((ref) => ({ path: ref, message: 'is in the backup, but not in the registry' })),
  });
}
