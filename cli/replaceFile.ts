import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The names of temporary files and folders, by which those of a killed run are told. */
export const TEMPORARY = /^\.aerostack-.+-[0-9a-f]{12}(?:\.(?:old|tmp))?$/;

/** A name beside the target that {@link TEMPORARY} knows. */
export function temporaryName(target: string, suffix: '' | '.old' | '.tmp'): string {
  return `.aerostack-${target.replace(/^\.+/, '')}-${randomBytes(6).toString('hex')}${suffix}`;
}

/** Replaces a file as a whole: written aside, fsynced, renamed, and its folder fsynced. */
export async function replaceFile(path: string, content: Uint8Array, mode: number): Promise<void> {
  const temporary = join(dirname(path), temporaryName(basename(path), '.tmp'));
  try {
    await writeDurably(temporary, content, mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Creates a file that must not exist and fsyncs it; the mode is set whatever the umask says. */
export async function writeDurably(path: string, content: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.chmod(mode);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes renames in a folder last; where the platform cannot open folders, there is nothing to do. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
