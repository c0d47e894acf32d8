import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Oid, Username } from '../contract/names.ts';
import { type GitObject, trailersOf } from '../domain/gitObjects.ts';
import { isPresent, removeFile, unlessMissing } from './durable.ts';
import type { GitRuntime } from './gitProcess.ts';
import type { GitLogEvent, RepoReader } from './gitStore.ts';
import { publishedRef, repoPath, tagRef } from './layout.ts';
import { isTemporaryPackFile, packFolder, writePack } from './packWriter.ts';
import { versionTag } from './planObjects.ts';
import { sweepQuarantines } from './quarantine.ts';
import { openRefTransaction, type RefUpdate, syncRefs } from './refTransaction.ts';
import { sweepUnfinishedRepositories } from './repoCreation.ts';
import { asStoreError, corrupt } from './storeErrors.ts';
import { readTakedown, resumeTakedown } from './takedownJournal.ts';
import { versionOf } from './trailers.ts';

/** What recovery works with. */
export interface RecoveryContext {
  readonly runtime: GitRuntime;
  readonly log: (event: GitLogEvent) => void;
  /** Whether git leaves the files of refs unsynced. */
  readonly syncRefFiles: boolean;
  /** Milliseconds after which no push that is being received can be this old. */
  readonly oldestPush: number;
}

/**
 * Brings a repository into the state that a killed write was to leave: removes its temporary files and stale locks,
 * and creates tags it did not get to. Only under the account's lock, with nobody else writing. Tells how many packs
 * there are.
 */
export async function recoverRepository(
  context: RecoveryContext,
  account: Username,
  reader: RepoReader,
): Promise<number> {
  const repo = repoPath(context.runtime.dataDir, account);
  let packs: number;
  try {
    await sweepUnfinishedRepositories(context.runtime, account);
    if (!(await isPresent(repo))) return 0;
    packs = await sweepPacks(repo);
    await removeStaleLocks(repo);
    await sweepQuarantines(repo, context.oldestPush);
  } catch (error) {
    throw asStoreError(error);
  }
  await carryOnTakedown(context, account, repo);
  try {
    await recreateTags(context, account, repo, reader);
  } catch (error) {
    // A damaged catalogue must not lock its author out: publishing again is what repairs it.
    context.log({ msg: 'tags could not be checked', account, error });
  }
  return packs;
}

/** Removes git's own lock files, which are stale for whoever holds the account's lock. */
export async function removeStaleLocks(repo: string): Promise<void> {
  const inRefs = await readdir(join(repo, 'refs'), { recursive: true }).catch(unlessMissing);
  const locks = [
    ...(await readdir(repo)).filter((name) => name.endsWith('.lock') || name === 'packed-refs.new'),
    ...(inRefs ?? []).filter((name) => name.endsWith('.lock')).map((name) => join('refs', name)),
  ];
  await Promise.all(locks.map((name) => removeFile(join(repo, name))));
}

/** A takedown that was begun takes place. Whoever ends it removes the content, which takes longer than a write may wait. */
async function carryOnTakedown(
  { runtime, log, syncRefFiles }: RecoveryContext,
  account: Username,
  repo: string,
): Promise<void> {
  const journal = await readTakedown(repo);
  if (!journal) return;
  if (await resumeTakedown(runtime, repo, journal, syncRefFiles))
    log({ msg: 'a takedown was carried on', account });
}

async function sweepPacks(repo: string): Promise<number> {
  const names = (await readdir(packFolder(repo)).catch(unlessMissing)) ?? [];
  await Promise.all(
    names.filter(isTemporaryPackFile).map((name) => removeFile(join(packFolder(repo), name))),
  );
  return names.filter((name) => name.endsWith('.idx') && !isTemporaryPackFile(name)).length;
}

/** `published` moves before its tags, so what lacks a tag are its newest commits, down to the first that has one. */
async function recreateTags(
  { runtime, log, syncRefFiles }: RecoveryContext,
  account: Username,
  repo: string,
  reader: RepoReader,
): Promise<void> {
  const tags: GitObject[] = [];
  const updates: RefUpdate[] = [];
  let next: Oid | undefined = await reader.resolve(publishedRef);
  while (next !== undefined) {
    const oid: Oid = next;
    const commit = await reader.commit(oid);
    const named = versionOf(trailersOf(commit.message));
    if (named) {
      const ref = tagRef(named.slug, named.version);
      if ((await reader.resolve(ref)) !== undefined) break;
      const tag = versionTag(named.slug, named.version, oid, commit);
      tags.push(tag);
      updates.push({ ref, old: null, new: tag.oid });
    }
    next = commit.parents[0];
  }
  if (updates.length === 0) return;
  await writePack(repo, tags);
  const { ok, stderr } = await openRefTransaction(runtime, repo).commit(updates, () => {});
  if (!ok) throw corrupt(`store of ${account}`, new Error(stderr));
  await syncRefs(repo, updates, syncRefFiles);
  log({ msg: 'tags recreated', account, tags: updates.map(({ ref }) => ref) });
}
