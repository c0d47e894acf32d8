import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isOid, type Oid } from '../contract/names.ts';
import { randomName, readIfPresent, removeFile, syncPath, writeDurably } from './durable.ts';
import type { GitRuntime } from './gitProcess.ts';
import { parseBranchRef, parseTagRef, publishedRef, type RefName } from './layout.ts';
import { refOnDisk } from './refOnDisk.ts';
import { openRefTransaction, type RefUpdate, syncRefs } from './refTransaction.ts';
import { corrupt } from './storeErrors.ts';

/** Its file below a repository. */
export const JOURNAL = 'takedown.json';

const oid = z.custom<Oid>((value) => typeof value === 'string' && isOid(value));
const record = z.object({
  updates: z.array(z.object({ ref: z.custom<RefName>(isRefName), old: oid.nullable(), new: oid.nullable() })),
  taken: z.array(z.object({ spec: z.string(), reason: z.string() })),
});

/** A takedown that was begun: it is carried out from here on, whatever happens to the process. */
export interface TakedownJournal {
  readonly updates: readonly RefUpdate[];
  /** The versions, as people write them, and why; for the audit trail. */
  readonly taken: readonly { readonly spec: string; readonly reason: string }[];
}

/** Writes down a takedown that is about to move refs, complete or not at all. */
export async function writeTakedown(repo: string, journal: TakedownJournal): Promise<void> {
  const temporary = join(repo, `${JOURNAL}.${randomName()}.lock`);
  await writeDurably(temporary, Buffer.from(JSON.stringify(journal)));
  await rename(temporary, join(repo, JOURNAL));
  await syncPath(repo);
}

/** The takedown of a repository that was begun and is not over; nothing where there is none. */
export async function readTakedown(repo: string): Promise<TakedownJournal | undefined> {
  const text = await readIfPresent(join(repo, JOURNAL));
  return text === undefined ? undefined : record.parse(JSON.parse(text));
}

/** Forgets a takedown that is over. */
export async function removeTakedown(repo: string): Promise<void> {
  await removeFile(join(repo, JOURNAL));
  await syncPath(repo);
}

/** Moves the refs that a killed takedown did not get to, if any; one that has moved on since is left where it is. */
export async function resumeTakedown(
  runtime: GitRuntime,
  repo: string,
  { updates }: TakedownJournal,
  syncRefFiles: boolean,
): Promise<boolean> {
  const left: RefUpdate[] = [];
  for (const update of updates) {
    const current: Oid | undefined = await refOnDisk(repo, update.ref);
    if ((current ?? null) === update.old && update.old !== update.new) left.push(update);
  }
  if (left.length === 0) return false;
  const { ok, stderr } = await openRefTransaction(runtime, repo).commit(left, () => {});
  if (!ok) throw corrupt(repo, new Error(stderr));
  await syncRefs(repo, left, syncRefFiles);
  return true;
}

function isRefName(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return value === publishedRef || parseTagRef(value) !== undefined || parseBranchRef(value) !== undefined;
}
