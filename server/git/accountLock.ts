import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RegistryError } from '../contract/errors.ts';
import type { Username } from '../contract/names.ts';
import { lazily } from '../domain/lazily.ts';
import { UNWATCHED, type Watch, watched } from '../domain/watch.ts';
import { isPresent, removeFile, unlessMissing, writeDurably } from './durable.ts';
import { createFifo } from './fifo.ts';
import { lockPath } from './layout.ts';
import { type LockFile, takeLockFile } from './lockFile.ts';
import { ownIdentity, type ProcessIdentity } from './processIdentity.ts';
import { asStoreError, errnoOf } from './storeErrors.ts';

/** An account's lock while it is held. */
export interface AccountLock {
  /** Whether a process, this or another, left the repository in a state that needs recovery. */
  recoveryDue(): Promise<boolean>;
  /** Notes that recovery is due, for whoever holds the lock next. */
  demandRecovery(): Promise<void>;
  /** Notes that recovery is done, and removes what killed waiters left beside the lock. */
  recovered(): Promise<void>;
  release(): Promise<void>;
}

/** The locks that serialise writes to accounts, within this process and between processes. */
export interface AccountLocks {
  /** Waits for an account's lock; throws `BUSY` where it cannot be had in time. */
  acquire(account: Username): Promise<AccountLock>;
}

/** What the locks are made with; `self` is looked up where it is not given. */
export interface AccountLocksOptions {
  readonly dataDir: string;
  readonly timeoutMs: number;
  readonly self?: ProcessIdentity;
  readonly watch?: Watch | undefined;
}

const SHORTEST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;
const TOUCH_MS = 5_000;
const LEFTOVER_MS = 60_000;

/** Makes the locks of a data folder. */
export function createAccountLocks({
  dataDir,
  timeoutMs,
  self,
  watch = UNWATCHED,
}: AccountLocksOptions): AccountLocks {
  const queue = createFifo<Username>();
  const identity = lazily(async () => self ?? (await ownIdentity()));

  return {
    acquire: watched(watch, 'account lock', async (account: Username) => {
      const deadline = performance.now() + timeoutMs;
      const endTurn = await queue.turn(account, timeoutMs);
      if (!endTurn) throw busy(account);
      try {
        const path = lockPath(dataDir, account);
        const file = await waitForFile(path, await identity(), deadline, account);
        return heldLock(path, file, endTurn);
      } catch (error) {
        endTurn();
        throw asStoreError(error);
      }
    }),
  };
}

async function waitForFile(
  path: string,
  self: ProcessIdentity,
  deadline: number,
  account: Username,
): Promise<LockFile> {
  for (let longest = SHORTEST_PAUSE_MS * 2; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
    const file = await takeInFolder(path, self);
    if (file) return file;
    if (performance.now() > deadline) throw busy(account);
    await pause(SHORTEST_PAUSE_MS + Math.random() * (longest - SHORTEST_PAUSE_MS));
  }
}

async function takeInFolder(path: string, self: ProcessIdentity): Promise<LockFile | undefined> {
  const take = () => takeLockFile(path, self, () => writeMark(markOf(path)));
  try {
    return await take();
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    return take();
  }
}

function heldLock(path: string, file: LockFile, endTurn: () => void): AccountLock {
  const mark = markOf(path);
  const signs = setInterval(() => void file.touch().catch(() => {}), TOUCH_MS);
  signs.unref();
  return {
    recoveryDue: () => isPresent(mark),
    demandRecovery: () => writeMark(mark),
    recovered: async () => {
      await removeFile(mark);
      await sweep(path, file);
    },
    release: async () => {
      clearInterval(signs);
      await file.release().finally(endTurn);
    },
  };
}

/**
 * The mark that recovery is due outlives the process that removed a dead one's lock: another may take the lock
 * before it does.
 */
function markOf(path: string): string {
  return `${path}.recover`;
}

async function writeMark(mark: string): Promise<void> {
  await writeDurably(mark, new Uint8Array()).catch((error: unknown) => {
    if (errnoOf(error) !== 'EEXIST') throw error;
  });
}

/** Guards of locks that are gone guard nothing, and temporary files live for milliseconds. */
async function sweep(path: string, file: LockFile): Promise<void> {
  const prefix = `${basename(path)}.`;
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(prefix) || name.startsWith(`${prefix}${file.nonce}`)) continue;
    const leftover = join(dirname(path), name);
    const found = await stat(leftover).catch(unlessMissing);
    if (found && Date.now() - found.mtimeMs > LEFTOVER_MS) await removeFile(leftover);
  }
}

function busy(account: Username): RegistryError {
  return new RegistryError('BUSY', `Another write to ${account} is still under way`, { retryAfter: 2 });
}
