import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseProblems, usernamesIn } from '../../catalog/databaseCopy.ts';
import { type IndexDatabase, openIndexDatabase } from '../../catalog/indexDatabase.ts';
import { isSound } from '../../catalog/indexFile.ts';
import { isRegistryError } from '../../contract/errors.ts';
import type { Username } from '../../contract/names.ts';
import { type DataFault, isSameFault } from '../../domain/dataFault.ts';
import { isPresent } from '../../git/durable.ts';
import type { GitStore } from '../../git/gitStore.ts';
import { publishedRef, repoPath, tagRef } from '../../git/layout.ts';

/** What an inspection looks at. */
export interface InspectionOptions {
  readonly dataDir: string;
  readonly onProgress: (done: number, total: number) => void;
}

/** Finds what is wrong with a data folder, beside a running registry, and changes nothing. */
export async function inspectData(git: GitStore, options: InspectionOptions): Promise<DataFault[]> {
  const { dataDir, onProgress } = options;
  const files = await inspectDatabases(dataDir);
  // First, since looking into an account takes over a dead process's lock.
  const folder = await git.inspectFolder();
  const owned = isFree(files, 'accounts.db') ? usernamesIn(join(dataDir, 'accounts.db')) : undefined;
  const canRead = isFree(files, 'accounts.db') && isFree(files, 'index.db');
  const index =
    canRead && (await isPresent(join(dataDir, 'index.db'))) ? await openIndex(dataDir) : undefined;
  try {
    const present = await git.accounts();
    const known = [...((await index?.tips())?.keys() ?? []), ...(await git.mirrored())];
    const faults = [...files, ...folder];
    // One that has published for the first time meanwhile is no fault.
    for (const account of new Set(known))
      if (!present.includes(account) && !(await isPresent(repoPath(dataDir, account))))
        faults.push({ code: 'REPOSITORY_MISSING', account, what: `git/${account}.git` });
    for (const [done, account] of present.entries()) {
      onProgress(done, present.length);
      if (owned && !owned.has(account) && !usernamesIn(join(dataDir, 'accounts.db')).has(account))
        faults.push({ code: 'REPOSITORY_UNOWNED', account, what: `git/${account}.git` });
      const own = await git.inspect(account);
      faults.push(...own);
      if (index && own.every(({ code }) => HARMLESS.has(code)))
        faults.push(...(await inspectIndex(git, index, account)));
    }
    return faults.filter((fault, at) => faults.findIndex((other) => isSameFault(fault, other)) === at);
  } finally {
    index?.close();
  }
}

/** Faults with which a repository can be read all the same. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['LEFTOVER', 'REF_UNKNOWN', 'UNKNOWN_FILE', 'CATALOGUE_DIFFERS', 'REPOSITORY_UNOWNED', 'OPEN_TO_OTHERS'],
  ...['MIRROR_DAMAGED', 'MIRROR_DIFFERS', 'MIRROR_EXPOSES', 'INDEX_DIFFERS', 'INDEX_DAMAGED'],
  'TAKEDOWN_UNFINISHED',
]);

function isFree(faults: readonly DataFault[], file: string): boolean {
  return faults.every(({ code, what }) => what !== file || code === 'OPEN_TO_OTHERS');
}

function openIndex(dataDir: string): Promise<IndexDatabase> {
  return openIndexDatabase(join(dataDir, 'index.db'), { accountsFile: join(dataDir, 'accounts.db') });
}

async function inspectDatabases(dataDir: string): Promise<DataFault[]> {
  const accounts = join(dataDir, 'accounts.db');
  const index = join(dataDir, 'index.db');
  const faults: DataFault[] = [];
  const add = (code: DataFault['code'], what: string, seen?: string) =>
    faults.push({ code, account: null, what, seen });
  if (await isPresent(accounts)) {
    const problems = await databaseProblems(accounts);
    if (problems.length > 0) add('ACCOUNTS_DAMAGED', 'accounts.db', problems.join('; '));
    if (await isOpenToOthers(accounts)) add('OPEN_TO_OTHERS', 'accounts.db');
  } else add('ACCOUNTS_MISSING', 'accounts.db');
  // One that is missing is made at the next start, as one that was deleted to be made again.
  if ((await isPresent(index)) && !(await isSound(index))) add('INDEX_DAMAGED', 'index.db');
  return faults;
}

async function isOpenToOthers(path: string): Promise<boolean> {
  return ((await stat(path)).mode & 0o077) !== 0;
}

/** A publish moves git first and the index after it, both under the lock: what differs beside it is looked at again. */
async function inspectIndex(git: GitStore, index: IndexDatabase, account: Username): Promise<DataFault[]> {
  const look = () => differencesOf(git, index, account);
  if ((await look()).length === 0) return [];
  try {
    return await git.undisturbed(account, look);
  } catch (error) {
    if (!isRegistryError(error, 'BUSY')) throw error;
    return [{ code: 'LOCK_HELD', account, what: `locks/${account}.lock` }];
  }
}

async function differencesOf(git: GitStore, index: IndexDatabase, account: Username): Promise<DataFault[]> {
  const repo = git.reader(account);
  const [indexed, published, tip, shown] = await Promise.all([
    index.versionsOfAccount(account),
    repo.publishedVersions(),
    repo.resolve(publishedRef),
    index.tip(account),
  ]);
  const lines = (versions: typeof published) =>
    versions.map(({ slug, version, tagOid, commit, tree }) =>
      [slug, version, tagOid, commit, tree].join(' '),
    );
  const [told, found] = [new Set(lines(indexed)), new Set(lines(published))];
  const gone = indexed.filter((one) => !published.some((other) => other.tagOid === one.tagOid));
  const missing: DataFault[] = [];
  // A tag that holds something else is there: it was replaced, and the index is to follow.
  for (const { slug, version } of gone)
    if ((await repo.resolve(tagRef(slug, version))) === undefined)
      missing.push({ code: 'REF_MISSING', account, what: tagRef(slug, version) });
  if (missing.length > 0) return missing;
  const differing = [...told]
    .filter((line) => !found.has(line))
    .concat([...found].filter((line) => !told.has(line)));
  const what = `index.db: ${account}`;
  if (differing.length > 0) return [{ code: 'INDEX_DIFFERS', account, what, seen: differing[0]! }];
  return tip === shown ? [] : [{ code: 'INDEX_DIFFERS', account, what, seen: `the tip is ${tip}` }];
}
