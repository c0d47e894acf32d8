import { createHash } from 'node:crypto';
import { link, stat, utimes, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { randomName, readIfPresent, removeFile, unlessMissing } from './durable.ts';
import { isDead, type ProcessIdentity } from './processIdentity.ts';
import { errnoOf } from './storeErrors.ts';

/** A lock file that this process put in place. */
export interface LockFile {
  /** Part of the names of all files that belong to this very lock. */
  readonly nonce: string;
  /** Gives a sign of life to processes that cannot look this one up. */
  touch(): Promise<void>;
  /** Removes the file, if it is still this one. */
  release(): Promise<void>;
}

const HOLDER = z.object({
  pid: z.int().positive(),
  startTime: z.string(),
  bootId: z.string(),
  pidNs: z.string(),
  nonce: z.string().regex(/^[0-9a-f]{16}$/),
  /** Milliseconds since 1970; locks of older versions do not say. */
  since: z.number().optional(),
});

/**
 * Tries once to take a lock; `undefined` where a living process has it. The lock of a dead one is removed first, after
 * `beforeRemoval`, and only under a guard lock that is named for it: whoever saw an older lock can never remove a newer.
 */
export async function takeLockFile(
  path: string,
  self: ProcessIdentity,
  beforeRemoval: () => Promise<void> = async () => {},
): Promise<LockFile | undefined> {
  const nonce = randomName();
  const content = JSON.stringify({ ...self, nonce, since: Date.now() });
  const temporary = `${path}.${nonce}.tmp`;
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    const taken =
      (await linked(temporary, path)) ||
      ((await removeIfStale(path, self, beforeRemoval)) && (await linked(temporary, path)));
    return taken ? lockFile(path, content, nonce) : undefined;
  } finally {
    await removeFile(temporary);
  }
}

/** Whether the process that holds a lock is dead, so that whoever comes next takes it over. */
export async function isStaleLock(path: string, self: ProcessIdentity): Promise<boolean> {
  const seen = await readIfPresent(path);
  return seen !== undefined && isStale(path, parseHolder(seen), self);
}

/** A link appears complete or not at all, which a file that is created and then written does not. */
async function linked(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST' || errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function removeIfStale(
  path: string,
  self: ProcessIdentity,
  beforeRemoval: () => Promise<void>,
): Promise<boolean> {
  const seen = await readIfPresent(path);
  if (seen === undefined) return true;
  const holder = parseHolder(seen);
  if (!(await isStale(path, holder, self))) return false;
  const guard = await takeLockFile(`${path}.${holder?.nonce ?? digest(seen)}`, self);
  if (!guard) return false;
  try {
    if ((await readIfPresent(path)) === seen && (await isStale(path, holder, self))) {
      await beforeRemoval();
      await removeFile(path);
    }
    return true;
  } finally {
    await guard.release();
  }
}

/** Since when a living process has held the lock at a path, in milliseconds since 1970; `undefined` where none does, or it does not say. */
export async function heldSince(path: string, self: ProcessIdentity): Promise<number | undefined> {
  const holder = parseHolder((await readIfPresent(path)) ?? '');
  return holder && !(await isStale(path, holder, self)) ? holder.since : undefined;
}

type Holder = z.infer<typeof HOLDER>;

async function isStale(path: string, holder: Holder | undefined, self: ProcessIdentity): Promise<boolean> {
  if (!holder) return true;
  const found = await stat(path).catch(unlessMissing);
  return found !== undefined && (await isDead(holder, found.mtimeMs, self));
}

/** Locks are put in place whole, so one that does not parse was torn by a crash of the machine. */
function parseHolder(text: string): Holder | undefined {
  try {
    return HOLDER.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 16);
}

function lockFile(path: string, content: string, nonce: string): LockFile {
  return {
    nonce,
    touch: async () => {
      const now = new Date();
      await utimes(path, now, now).catch(unlessMissing);
    },
    release: async () => {
      if ((await readIfPresent(path)) === content) await removeFile(path);
    },
  };
}
