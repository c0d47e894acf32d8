import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Oid, Username } from '../contract/names.ts';
import { isAncestor } from './ancestry.ts';
import { probeDisk } from './diskProbe.ts';
import { isPresent } from './durable.ts';
import { endOf, type GitRuntime, outputOf, spawnReader, spawnWriter } from './gitProcess.ts';
import { mirrorPath, publishedRef, type RefName, repoPath } from './layout.ts';
import { listRefsAt } from './refListing.ts';
import { refOnDisk } from './refOnDisk.ts';
import { openRefTransaction, type RefUpdate } from './refTransaction.ts';
import { createBareRepository } from './repoCreation.ts';
import { corrupt } from './storeErrors.ts';

/** What everybody may have: the catalogue and the tags of its versions. */
const PUBLIC: readonly `refs/${string}`[] = [publishedRef as string as `refs/${string}`, 'refs/tags/'];

/** Whether an account's mirror shows what is published; told by two files, without starting git. */
export async function isMirrorCurrent(runtime: GitRuntime, account: Username): Promise<boolean> {
  const mirror = mirrorPath(runtime.dataDir, account);
  if (!(await isPresent(join(mirror, 'HEAD')))) return false;
  const [shown, published] = await Promise.all([
    refOnDisk(mirror, publishedRef),
    refOnDisk(repoPath(runtime.dataDir, account), publishedRef),
  ]);
  return shown === published;
}

/**
 * Brings the mirror of an account up to date, so that it holds the public refs and, physically, nothing but what they
 * reach. Only under the account's lock: a publish that is under way moves `published` before its tags. What cannot be
 * continued, such as a damaged mirror or a rewritten history, is made anew.
 */
export async function updateMirror(runtime: GitRuntime, account: Username): Promise<void> {
  if (await isMirrorCurrent(runtime, account)) return;
  try {
    await copyPublic(runtime, account);
  } catch {
    // Where the disk is at fault, what is there is better than nothing.
    await probeDisk(runtime.dataDir);
    await rm(mirrorPath(runtime.dataDir, account), { recursive: true, force: true });
    await copyPublic(runtime, account);
  }
}

async function copyPublic(runtime: GitRuntime, account: Username): Promise<void> {
  const repo = repoPath(runtime.dataDir, account);
  const mirror = mirrorPath(runtime.dataDir, account);
  await createBareRepository(runtime, mirror, `.${account}.new-`);
  const [wanted, present] = await Promise.all([
    listRefsAt(runtime, repo, PUBLIC),
    listRefsAt(runtime, mirror, PUBLIC),
  ]);
  const held = new Map(present.map(({ ref, oid }) => [ref, oid]));
  const missing = wanted.filter(({ ref, oid }) => held.get(ref) !== oid);
  const shown = held.get(publishedRef);
  const isKept = ([ref, oid]: [string, Oid]) => wanted.some((one) => one.ref === ref && one.oid === oid);
  const tip = wanted.find(({ ref }) => ref === publishedRef)?.oid;
  const isContinued =
    [...held].every((one) => one[0] === publishedRef || isKept(one)) &&
    (shown === undefined || (tip !== undefined && (await isAncestor(runtime, repo, shown, tip))));
  if (!isContinued) throw corrupt(`mirror of ${account}`);
  if (missing.length === 0) return;
  await copyObjects(
    runtime,
    repo,
    mirror,
    missing.map(({ oid }) => oid),
    shown,
  );
  const updates = missing.map(({ ref, oid }): RefUpdate => {
    return { ref: ref as RefName, old: held.get(ref) ?? null, new: oid };
  });
  // `published` last: it is by this ref that the mirror is known to be complete.
  updates.sort((a, b) => Number(a.ref === publishedRef) - Number(b.ref === publishedRef));
  const { ok, stderr } = await openRefTransaction(runtime, mirror).commit(updates, () => {});
  if (!ok) throw corrupt(`mirror of ${account}`, new Error(stderr));
}

/** Copies what the wanted commits and tags reach, and the one that is there does not. */
async function copyObjects(
  runtime: GitRuntime,
  repo: string,
  mirror: string,
  wanted: readonly Oid[],
  shown: Oid | undefined,
): Promise<void> {
  const pack = spawnReader(runtime, repo, [
    'pack-objects',
    '--revs',
    '--stdout',
    '-q',
    '--delta-base-offset',
  ]);
  const index = spawnWriter(runtime, mirror, ['index-pack', '--stdin', '--strict']);
  pack.stdin.end([...wanted, ...(shown ? [`^${shown}`] : [])].map((line) => `${line}\n`).join(''));
  const copied = pipeline(pack.stdout, index.stdin).catch(() => {});
  const [packed, indexed] = await Promise.all([endOf(pack), outputOf(index), copied]);
  if (packed.exitCode !== 0) throw corrupt(repo, new Error(packed.stderr));
  if (indexed.exitCode !== 0) throw corrupt(mirror, new Error(indexed.stderr));
}
