import { lstat, mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { RegistryError } from '../../server/contract/errors.ts';

/** Throws `ALREADY_EXISTS` naming every file that is there already: nothing is ever overwritten. */
export async function assertAbsent(folder: string, paths: Iterable<string>): Promise<void> {
  const present: string[] = [];
  for (const path of paths) {
    const found = await lstat(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new RegistryError(
        'ALREADY_EXISTS',
        `${folder} is not a folder that can be written to (${error.code})`,
        {
          cause: error,
        },
      );
    });
    if (found) present.push(path);
  }
  if (present.length === 0) return;
  throw new RegistryError('ALREADY_EXISTS', `${folder} has ${present.join(', ')} already`, {
    hint: 'Name another folder: aerostack functions init <dir>.',
    details: present.map((path) => ({ path, message: 'exists' })),
  });
}

/** The name of the README that a folder has already, in whatever case; nothing where it has none that is a file. */
export async function readmeIn(folder: string): Promise<string | undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.find((entry) => entry.isFile() && entry.name.toLowerCase() === 'readme.md')?.name;
}

/** Creates files and the folders above them, all or none; rejects where the signal is raised before the last one. */
export async function createFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<void> {
  const undos: (() => Promise<unknown>)[] = [];
  try {
    for (const [path, text] of files) {
      signal.throwIfAborted();
      const target = join(folder, path);
      const created = await mkdir(dirname(target), { recursive: true });
      if (created) undos.push(() => removeEmpty(dirname(target), created));
      await writeFile(target, text, { flag: 'wx' });
      undos.push(() => rm(target, { force: true }));
    }
    signal.throwIfAborted();
  } catch (error) {
    for (const undo of undos.reverse()) await undo().catch(() => undefined);
    throw error;
  }
}

/** Removes a folder and those above it, up to the topmost one that was created. */
async function removeEmpty(folder: string, topmost: string): Promise<void> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    await rmdir(at);
    if (at === resolve(topmost)) return;
  }
}
