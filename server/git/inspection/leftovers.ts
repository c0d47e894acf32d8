import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseUsername, type Username } from '../../contract/names.ts';
import { readIfPresent, unlessMissing } from '../durable.ts';
import { lockPath, mirrorPath, parseRepoFolder, repoPath, repositoriesPath } from '../layout.ts';
import { isStaleLock } from '../lockFile.ts';
import { isTemporaryPackFile, packFolder } from '../packWriter.ts';
import type { ProcessIdentity } from '../processIdentity.ts';

/** Locks of accounts whose process is dead, as paths below the data folder, with their accounts. */
export async function deadLocks(
  dataDir: string,
  self: ProcessIdentity,
): Promise<{ account: Username; path: string }[]> {
  const found: { account: Username; path: string }[] = [];
  for (const name of await namesIn(join(dataDir, 'locks'))) {
    if (!name.endsWith('.lock')) continue;
    const account = parseRepoFolder(`${name.slice(0, -'.lock'.length)}.git`);
    if (!account) continue;
    if (await isStaleLock(lockPath(dataDir, account), self)) found.push({ account, path: `locks/${name}` });
  }
  return found;
}

/** Who holds the lock of an account, as far as its file tells. */
export async function holderOf(dataDir: string, account: Username): Promise<string> {
  const text = await readIfPresent(lockPath(dataDir, account));
  const pid = /"pid":(\d+)/.exec(text ?? '')?.[1];
  return pid ? `process ${pid}` : 'nobody any more';
}

/**
 * What killed processes left in an account's repository and mirror, as paths below the data folder. Only under the
 * account's lock, when nothing temporary is anybody's; `oldestPush` is the age in milliseconds from which on what a push
 * makes is left over.
 */
export async function leftoversOf(dataDir: string, account: Username, oldestPush: number): Promise<string[]> {
  const found: string[] = [];
  for (const place of [repoPath(dataDir, account), mirrorPath(dataDir, account)]) {
    const inRefs = await readdir(join(place, 'refs'), { recursive: true }).catch(unlessMissing);
    const paths = [
      ...(await namesIn(place)).filter((name) => name.endsWith('.lock') || name === 'packed-refs.new'),
      ...(inRefs ?? []).filter((name) => name.endsWith('.lock')).map((name) => `refs/${name}`),
      ...(await namesIn(packFolder(place))).filter(isTemporaryPackFile).map((name) => `objects/pack/${name}`),
      ...(await oldOnes(place, oldestPush)),
    ];
    found.push(...paths.map((path) => join(place, path)));
  }
  for (const folder of [repositoriesPath(dataDir), join(dataDir, 'mirror')]) {
    const unfinished = (await namesIn(folder)).filter((name) => name.startsWith(`.${account}.new-`));
    found.push(...unfinished.map((name) => join(folder, name)));
  }
  return found.map((path) => path.slice(dataDir.length + 1));
}

/** Names among the repositories that are neither one nor about to become one. */
export async function unknownFiles(dataDir: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of ['git', 'mirror']) {
    for (const name of await namesIn(join(dataDir, folder))) {
      const isUnfinished = isUsername(/^\.(.+)\.new-[0-9a-f]+$/.exec(name)?.[1]);
      if (parseRepoFolder(name) === undefined && !isUnfinished) found.push(`${folder}/${name}`);
    }
  }
  return found;
}

/** Deletes leftovers, given as paths below the data folder; under the same lock under which they were found. */
export async function removeLeftovers(dataDir: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(join(dataDir, path), { recursive: true, force: true });
}

/** Quarantines and loose objects that were never finished, below `objects`. */
async function oldOnes(place: string, oldestPush: number): Promise<string[]> {
  const found: string[] = [];
  const consider = async (path: string) => {
    const seen = await stat(join(place, path)).catch(unlessMissing);
    if (seen && Date.now() - seen.mtimeMs > oldestPush) found.push(path);
  };
  for (const name of await namesIn(join(place, 'objects'))) {
    if (name.startsWith('tmp_objdir-')) await consider(`objects/${name}`);
    if (!/^[0-9a-f]{2}$/.test(name)) continue;
    for (const inside of await namesIn(join(place, 'objects', name)))
      if (inside.startsWith('tmp_obj_')) await consider(`objects/${name}/${inside}`);
  }
  return found;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(unlessMissing)) ?? [];
}

function isUsername(text: string | undefined): boolean {
  try {
    return text !== undefined && parseUsername(text) === text;
  } catch {
    return false;
  }
}
