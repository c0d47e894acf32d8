import { randomBytes } from 'node:crypto';
import { open, readFile, stat, unlink } from 'node:fs/promises';
import { errnoOf } from './storeErrors.ts';

/** Sixteen random hex digits. */
export function randomName(): string {
  return randomBytes(8).toString('hex');
}

/** Creates a file that must not exist yet and syncs it to disk; of one that cannot be written whole, nothing is left. */
export async function writeDurably(path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await removeFile(path).catch(() => {});
    throw error;
  } finally {
    await file.close();
  }
}

/** Syncs a file, or a folder so that renames in it last; one that is gone is skipped. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(unlessMissing);
  if (!handle) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Deletes a file; one that is gone already is no error. */
export async function removeFile(path: string): Promise<void> {
  await unlink(path).catch(unlessMissing);
}

/** The text of a file, or `undefined` where there is none. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(unlessMissing);
}

/** Whether something stands at the path. */
export async function isPresent(path: string): Promise<boolean> {
  return (await stat(path).catch(unlessMissing)) !== undefined;
}

/** For `.catch`: turns "no such file" into `undefined`, and throws everything else again. */
export function unlessMissing(error: unknown): undefined {
  if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
  throw error;
}
