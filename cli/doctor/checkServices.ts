import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRegistryError } from '../../server/contract/errors.ts';
import { LOCK_FILE } from '../install/projectLock.ts';
import { type LockedService, lockedServices, readServices } from '../install/serviceEntries.ts';
import { readServiceFolder } from '../install/serviceFolder.ts';
import type { Project } from '../project.ts';
import { TEMPORARY } from '../replaceFile.ts';
import { broken, type Check, doubtful, fine } from './check.ts';

const WRITTEN_TO = ['.', 'services', 'src', 'src/db'];
const RESTORE = 'Run `aerostack functions install` to restore it.';

/** Whether the services that aerostack.toml locks are there as they were installed, and nothing is left of a killed install. */
export async function checkServices(project: Project): Promise<Check[]> {
  return [...(await checkLocked(project)), ...(await checkLeftovers(project.root))];
}

async function checkLocked({ root, data }: Project): Promise<Check[]> {
  try {
    const locked = lockedServices(readServices(data));
    const found = await Promise.all(locked.map((service) => checkService(root, service)));
    const wrong = found.filter((check) => check.status !== 'ok');
    if (wrong.length > 0) return wrong;
    if (locked.length === 0) return [fine('services', 'None is installed')];
    return [fine('services', `${locked.length === 1 ? '1 is' : `${locked.length} are`} there, unchanged`)];
  } catch (error) {
    if (isRegistryError(error)) return [broken('services', error.message, error.hint)];
    throw error;
  }
}

async function checkService(root: string, { name, tree }: LockedService): Promise<Check> {
  const path = `services/${name}`;
  try {
    const folder = await readServiceFolder(root, name);
    if (!folder) return broken('services', `${path} is missing`, RESTORE);
    if (folder.tree === tree) return fine('services', path);
    const remedy = 'Keep the change, or put the service back with `aerostack functions install --force`.';
    return doubtful('services', `${path} was changed since it was installed`, remedy);
  } catch (error) {
    if (isRegistryError(error)) return broken('services', error.message, error.hint);
    throw error;
  }
}

async function checkLeftovers(root: string): Promise<Check[]> {
  const left: string[] = [];
  for (const folder of WRITTEN_TO) {
    // What a symbolic link leads to is none of ours.
    if (!(await lstat(join(root, folder)).catch(() => undefined))?.isDirectory()) continue;
    const names = await readdir(join(root, folder));
    left.push(...names.filter((name) => TEMPORARY.test(name)).map((name) => join(folder, name)));
    if (folder === '.' && names.includes(LOCK_FILE)) left.push(LOCK_FILE);
  }
  if (left.length === 0) return [fine('leftovers', 'No install was cut short')];
  const remedy =
    'Unless an install is running, run `aerostack functions install`: it completes or removes them.';
  return [doubtful('leftovers', `An install left ${left.join(', ')}`, remedy)];
}
