import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Oid, Username } from '../contract/names.ts';
import type { Refs } from '../domain/planBackup.ts';
import { readBundle } from './bundle.ts';
import { isPresent, syncPath } from './durable.ts';
import { type GitRuntime, outputOf, spawnReader } from './gitProcess.ts';
import { type RefName, repoPath } from './layout.ts';
import { openRefTransaction } from './refTransaction.ts';
import { createUnfinishedRepository } from './repoCreation.ts';
import { corrupt } from './storeErrors.ts';

/**
 * Makes an account's repository from bundles, in the order in which they were written, with just the given refs. It is
 * in its place only once git has found every object sound and every ref complete; whether it was made, and not there
 * before. Only under the account's lock. Throws `OBJECT_CORRUPT`.
 */
export async function restoreRepository(
  runtime: GitRuntime,
  account: Username,
  bundles: readonly string[],
  refs: Refs,
): Promise<boolean> {
  const repo = repoPath(runtime.dataDir, account);
  if (await isPresent(repo)) return false;
  const unfinished = await createUnfinishedRepository(runtime, account);
  try {
    for (const bundle of bundles) await readBundle(runtime, unfinished, bundle);
    await setRefs(runtime, unfinished, refs);
    await requireSound(runtime, unfinished);
    await rename(unfinished, repo);
    await syncPath(dirname(repo));
    return true;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** Creates refs in a repository that has none; throws `OBJECT_CORRUPT` where an object of theirs is missing. */
export async function setRefs(runtime: GitRuntime, repo: string, refs: Refs): Promise<void> {
  // They come from a listing, or from a backup whose manifest is checked against the layout's kinds of refs.
  const updates = (Object.entries(refs) as [RefName, Oid][]).map(([ref, oid]) => {
    return { ref, old: null, new: oid };
  });
  if (updates.length === 0) return;
  const { ok, stderr } = await openRefTransaction(runtime, repo).commit(updates, () => {});
  if (!ok) throw corrupt(repo, new Error(stderr));
}

async function requireSound(runtime: GitRuntime, repo: string): Promise<void> {
  const args = ['fsck', '--full', '--strict', '--no-dangling', '--no-progress'];
  const { exitCode, stdout, stderr } = await outputOf(spawnReader(runtime, repo, args));
  if (exitCode !== 0) throw corrupt(repo, new Error(`${stdout.toString('utf8')}${stderr}`));
}
