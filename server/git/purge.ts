import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Oid, Username } from '../contract/names.ts';
import { administer } from './administration.ts';
import {
  isPresent,
  randomName,
  readIfPresent,
  removeFile,
  syncPath,
  unlessMissing,
  writeDurably,
} from './durable.ts';
import { type GitRuntime, outputOf, spawnReader } from './gitProcess.ts';
import { mirrorPath, publishedRef, repoPath } from './layout.ts';
import { updateMirror } from './mirror.ts';
import { packFolder } from './packWriter.ts';
import { refOnDisk } from './refOnDisk.ts';
import { corrupt } from './storeErrors.ts';

const MARK = 'purged';

/**
 * Removes from the disk what no ref of an account reaches: from its repository, and from its mirror, which is made anew.
 * Only under the account's lock: objects that a push has let in and not yet named would be lost.
 */
export async function purgeUnreachable(runtime: GitRuntime, account: Username): Promise<void> {
  const repo = repoPath(runtime.dataDir, account);
  await renewMark(repo);
  await removeKeepFiles(repo);
  const git = administer(runtime, repo);
  await git.raw('-c', 'repack.writeBitmaps=false', 'repack', '-a', '-d', '-q', '-n');
  await git.raw('prune', '--expire=now');
  await git.raw('pack-refs', '--all');
  await Promise.all([packFolder(repo), repo].map(syncPath));
  await removeMirror(mirrorPath(runtime.dataDir, account), account);
  if (await refOnDisk(repo, publishedRef)) await updateMirror(runtime, account);
}

/**
 * Another value after every purge, by whatever process. Who relied on an object that no ref of the registry's names has
 * to ask under the lock whether it can still be there.
 */
export async function purgeMark(repo: string): Promise<string | undefined> {
  return readIfPresent(join(repo, MARK));
}

/** Those of the objects that a repository still holds, reachable or not; none where there is no repository. */
export async function heldObjects(
  runtime: GitRuntime,
  repo: string,
  oids: readonly Oid[],
): Promise<readonly Oid[]> {
  if (oids.length === 0 || !(await isPresent(repo))) return [];
  const child = spawnReader(runtime, repo, ['cat-file', '--batch-check=%(objectname) %(objecttype)']);
  child.stdin.end(oids.map((oid) => `${oid}\n`).join(''));
  const { exitCode, stdout, stderr } = await outputOf(child);
  if (exitCode !== 0) throw corrupt(repo, new Error(stderr));
  const lines = stdout.toString('latin1').split('\n').filter(Boolean);
  return lines.filter((line) => !line.endsWith(' missing')).map((line) => line.slice(0, 40) as Oid);
}

/** With what a killed process left beside it: a whole earlier mirror, where one was being made anew. */
async function removeMirror(mirror: string, account: Username): Promise<void> {
  const beside = (await readdir(dirname(mirror)).catch(unlessMissing)) ?? [];
  const unfinished = beside.filter((name) => name.startsWith(`.${account}.new-`));
  for (const path of [...unfinished.map((name) => join(dirname(mirror), name)), mirror])
    await rm(path, { recursive: true, force: true });
}

/** Before anything is removed: a push that looks too early must look again. */
async function renewMark(repo: string): Promise<void> {
  const temporary = join(repo, `${MARK}.${randomName()}.lock`);
  await writeDurably(temporary, Buffer.from(randomName()));
  await rename(temporary, join(repo, MARK));
}

/** A push that was killed leaves its pack marked as one to be kept whole. */
async function removeKeepFiles(repo: string): Promise<void> {
  const names = (await readdir(packFolder(repo)).catch(unlessMissing)) ?? [];
  const kept = names.filter((name) => name.endsWith('.keep'));
  await Promise.all(kept.map((name) => removeFile(join(packFolder(repo), name))));
}
