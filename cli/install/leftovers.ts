import type { Dirent } from 'node:fs';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, TEMPORARY } from '../replaceFile.ts';

const ASIDE = /^\.aerostack-(.+)-[0-9a-f]{12}\.old$/;
/** Folders and the files in them that an install writes aside before it renames them. */
const EDITED = [
  ['.', 'aerostack.toml'],
  ['.', 'install.lock'],
  ['src', 'index.ts'],
  ['src/db', 'schema.ts'],
] as const;

/**
 * Cleans up after runs that were killed: a service that was set aside and not replaced comes back, staged folders and
 * temporary files go. Must hold the project's lock: then whatever is found is of a dead run. What it did, in sentences.
 */
export async function removeLeftovers(root: string): Promise<string[]> {
  const done: string[] = [];
  const services = join(root, 'services');
  for (const entry of await temporariesIn(services)) {
    const path = join(services, entry.name);
    const name = ASIDE.exec(entry.name)?.[1];
    if (name !== undefined && entry.isDirectory() && !(await exists(join(services, name)))) {
      await rename(path, join(services, name));
      await syncFolder(services);
      done.push(`Restored services/${name}, which an earlier run had set aside.`);
    } else {
      await rm(path, { recursive: true, force: true });
      done.push(`Removed services/${entry.name}, left by an earlier run.`);
    }
  }
  for (const [folder, target] of EDITED) {
    for (const { name } of await temporariesIn(join(root, folder))) {
      if (name.startsWith(`.aerostack-${target}-`) && name.endsWith('.tmp'))
        await rm(join(root, folder, name), { force: true });
    }
  }
  return done;
}

/** The temporary entries of a real folder: what a symbolic link leads to is none of ours. */
async function temporariesIn(folder: string): Promise<Dirent[]> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return [];
  return (await readdir(folder, { withFileTypes: true })).filter(({ name }) => TEMPORARY.test(name));
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
