import type { Dirent } from 'node:fs';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { shown } from '../../server/contract/shown.ts';
import { syncFolder, TEMPORARY } from '../replaceFile.ts';
import { TEXT_PATHS } from './projectTexts.ts';

const ASIDE = /^\.aerostack-(.+)-[0-9a-f]{12}\.old$/;
/** The files that an install writes aside before it renames them. */
const EDITED = [...Object.values(TEXT_PATHS), 'install.lock'];

/** Something that a killed run has left in a project. */
export interface Leftover {
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** Set where it is the folder of a service that was set aside and not replaced: where it belongs. */
  readonly belongs?: string;
}

/** Finds what killed runs have left; while another install is running, what that one has under way as well. */
export async function findLeftovers(root: string): Promise<Leftover[]> {
  const found: Leftover[] = [];
  for (const entry of await temporariesIn(join(root, 'services'))) {
    const path = `services/${entry.name}`;
    const name = ASIDE.exec(entry.name)?.[1];
    const replaced =
      name === undefined || !entry.isDirectory() || (await exists(join(root, 'services', name)));
    found.push(replaced ? { path } : { path, belongs: `services/${name}` });
  }
  for (const edited of EDITED) {
    // Temporary names carry no leading dot of their own.
    const prefix = `.aerostack-${basename(edited).replace(/^\.+/, '')}-`;
    for (const { name } of await temporariesIn(join(root, dirname(edited)))) {
      if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue;
      found.push({ path: dirname(edited) === '.' ? name : `${dirname(edited)}/${name}` });
    }
  }
  return found;
}

/**
 * Cleans up after runs that were killed: a service that was set aside and not replaced comes back, staged folders and
 * temporary files go. Must hold the project's lock: then whatever is found is of a dead run. What it did, in sentences.
 */
export async function removeLeftovers(root: string): Promise<string[]> {
  const done: string[] = [];
  for (const { path, belongs } of await findLeftovers(root)) {
    // Of several that were set aside, the first one has come back by now.
    if (belongs !== undefined && !(await exists(join(root, belongs)))) {
      await rename(join(root, path), join(root, belongs));
      await syncFolder(join(root, 'services'));
      done.push(`Restored ${shown(belongs)}, which an earlier run had set aside.`);
    } else {
      await rm(join(root, path), { recursive: true, force: true });
      done.push(`Removed ${shown(path)}, left by an earlier run.`);
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
