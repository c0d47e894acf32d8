import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { RegistryError } from '../../server/contract/errors.ts';
import type { Oid, PortablePath, Slug } from '../../server/contract/names.ts';
import { treeOid } from '../git/treeOid.ts';

/** The file in a service's folder that says what was installed. */
export const RECORD_FILE = 'aerostack-manifest.json';

const record = z.object({ author: z.string(), slug: z.string(), version: z.string(), tree: z.string() });
/** What the installer wrote down about a service. */
export type ServiceRecord = z.infer<typeof record>;

/** What stands at `services/<name>`. */
export interface ServiceFolder {
  /** The oid of its files without the record; `undefined` where it holds what no tree could. */
  readonly tree: Oid | undefined;
  readonly record: ServiceRecord | undefined;
  /** Its files by path, the record included; what is neither file nor folder is there without content. */
  readonly files: ReadonlyMap<string, Uint8Array | undefined>;
}

/**
 * Reads `services/<name>` of a project; nothing where it does not exist. Throws `UNSAFE_TARGET` where it, or
 * `services` itself, is a symbolic link, and `TAKEN_LOCALLY` where it is no folder.
 */
export async function readServiceFolder(root: string, name: Slug): Promise<ServiceFolder | undefined> {
  for (const path of ['services', `services/${name}`]) {
    const found = await lstat(join(root, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!found) return undefined;
    if (found.isSymbolicLink()) throw new RegistryError('UNSAFE_TARGET', `${path} is a symbolic link`);
    if (!found.isDirectory()) throw new RegistryError('TAKEN_LOCALLY', `${path} is not a folder`);
  }
  const files = await readFolder(join(root, 'services', name));
  const plain = new Map<PortablePath, Uint8Array>();
  for (const [path, content] of files) {
    if (content && path !== RECORD_FILE) plain.set(path as PortablePath, content);
  }
  const odd = [...files].some(([path, content]) => !content && path !== RECORD_FILE);
  return { tree: odd ? undefined : await treeOid(plain), record: parseRecord(files.get(RECORD_FILE)), files };
}

/** Every file of a folder by path; links and the like without content. */
async function readFolder(folder: string): Promise<Map<string, Uint8Array | undefined>> {
  const files = new Map<string, Uint8Array | undefined>();
  const open = [''];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const entry of await readdir(join(folder, at), { withFileTypes: true })) {
      const path = at + entry.name;
      if (entry.isDirectory()) open.push(`${path}/`);
      else files.set(path, entry.isFile() ? await readFile(join(folder, path)) : undefined);
    }
  }
  return files;
}

function parseRecord(text: Uint8Array | undefined): ServiceRecord | undefined {
  if (!text) return undefined;
  try {
    return record.parse(JSON.parse(Buffer.from(text).toString('utf8')));
  } catch {
    // A record that somebody damaged is none: the folder then counts as not ours.
    return undefined;
  }
}
