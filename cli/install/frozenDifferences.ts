import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorDetail, isRegistryError } from '../../server/contract/errors.ts';
import { parseSlug } from '../../server/contract/names.ts';
import { PROJECT_FILE, type Project } from '../project.ts';
import { findLeftovers } from './leftovers.ts';
import { LOCK_FILE } from './projectLock.ts';
import { type LockedService, lockedService, readServices, type ServiceEntry } from './serviceEntries.ts';
import { readServiceFolder, type ServiceFolder } from './serviceFolder.ts';
import { sourceOf } from './serviceRecord.ts';

type Difference = Required<Pick<ErrorDetail, 'path' | 'code' | 'message'>>;

/**
 * Everything in which a project's `services/` is not exactly what its aerostack.toml records, told from the disk alone.
 * A service of the user's own, without `source`, is none of it, nor is a folder that no install has made.
 */
export async function frozenDifferences(project: Project): Promise<Difference[]> {
  const { root, text, data } = project;
  if (text === undefined) return [{ path: PROJECT_FILE, code: 'MISSING', message: 'missing' }];
  const entries = readServices(data);
  const found: Difference[] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry.source !== undefined) found.push(...(await ofEntry(root, entry, entries.slice(0, index))));
  }
  found.push(...(await unregistered(root, entries)));
  for (const { path } of await findLeftovers(root)) {
    found.push({ path, code: 'LEFTOVER', message: 'left by an install that was stopped' });
  }
  if (await exists(join(root, LOCK_FILE))) {
    found.push({ path: LOCK_FILE, code: 'LEFTOVER', message: 'an install is running, or was stopped' });
  }
  return found;
}

async function ofEntry(
  root: string,
  entry: ServiceEntry,
  above: readonly ServiceEntry[],
): Promise<Difference[]> {
  let service: LockedService;
  try {
    service = lockedService(entry);
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    return [{ path: PROJECT_FILE, code: 'NOT_LOCKED', message: error.message }];
  }
  const { name } = service;
  const path = `services/${name}`;
  if (above.some((other) => other.name === name)) {
    return [{ path: PROJECT_FILE, code: 'TWICE', message: `lists the service "${name}" twice` }];
  }
  const folder = await folderAt(root, name);
  if (typeof folder === 'string') return [{ path, code: 'UNREADABLE', message: folder }];
  if (!folder) return [{ path, code: 'MISSING', message: 'missing' }];
  return [...ofFolder(path, folder, service), ...ofMain(path, folder, entry)];
}

function ofFolder(path: string, { tree, record }: ServiceFolder, service: LockedService): Difference[] {
  const found: Difference[] = [];
  if (tree !== service.tree) {
    const is = tree === undefined ? 'something that is neither file nor folder' : `the tree ${tree}`;
    found.push({ path, code: 'CHANGED', message: `holds ${is} instead of the tree ${service.tree}` });
  }
  const recorded = record && sourceOf(record) === sourceOf(service) && record.version === service.version;
  if (!recorded || record.tree !== service.tree) {
    const what = `${sourceOf(service)}@${service.version}`;
    found.push({ path, code: 'RECORD', message: `its aerostack-manifest.json is not that of ${what}` });
  }
  return found;
}

function ofMain(path: string, { files }: ServiceFolder, { main }: ServiceEntry): Difference[] {
  const inside = main?.startsWith(`${path}/`) ? main.slice(path.length + 1) : undefined;
  if (main !== undefined && (inside === undefined || files.get(inside))) return [];
  const message = main === undefined ? `has no "main" for ${path}` : `names "${main}", which is missing`;
  return [{ path: PROJECT_FILE, code: 'MAIN', message }];
}

/** Folders that an install has made and no locked entry names. */
async function unregistered(root: string, entries: readonly ServiceEntry[]): Promise<Difference[]> {
  const services = join(root, 'services');
  if (!(await lstat(services).catch(() => undefined))?.isDirectory()) return [];
  const found: Difference[] = [];
  for (const name of (await readdir(services)).sort()) {
    if (entries.some((entry) => entry.name === name && entry.source !== undefined)) continue;
    const folder = await folderAt(root, name);
    if (typeof folder !== 'object' || !folder.record) continue;
    const message = `was installed, and ${PROJECT_FILE} has no entry with its source`;
    found.push({ path: `services/${name}`, code: 'NOT_LISTED', message });
  }
  return found;
}

/** The folder, nothing, or in words why there is something else. */
async function folderAt(root: string, name: string): Promise<ServiceFolder | string | undefined> {
  try {
    return await readServiceFolder(root, parseSlug(name));
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    return error.message;
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
