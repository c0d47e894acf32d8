import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
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
  const folder = join(root, 'services', name);
  const files = await readFolder(folder);
  const text = files?.get(RECORD_FILE as PortablePath);
  files?.delete(RECORD_FILE as PortablePath);
  return {
    tree: files ? await treeOid(files) : undefined,
    record: parseRecord(text ?? (await readFile(join(folder, RECORD_FILE)).catch(() => undefined))),
  };
}

/** Every file of a folder by path; nothing where it holds anything but files and folders. */
async function readFolder(folder: string): Promise<Map<PortablePath, Uint8Array> | undefined> {
  const files = new Map<PortablePath, Uint8Array>();
  const open = [''];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const entry of await readdir(join(folder, at), { withFileTypes: true })) {
      const path = at + entry.name;
      if (entry.isDirectory()) open.push(`${path}/`);
      else if (entry.isFile()) files.set(path as PortablePath, await readFile(join(folder, path)));
      else return undefined;
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
