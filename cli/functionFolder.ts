import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { RegistryError } from '../server/contract/errors.ts';
import { MANIFEST_PATH } from '../server/contract/manifest.ts';
import { quote } from '../server/contract/names.ts';
import type { FileSource, ListedFile } from '../server/domain/fileSource.ts';
import { findProject, upward } from './project.ts';

/** Where a function's files are, and the file that was named as its entrypoint. */
export interface FunctionFolder {
  readonly root: string;
  /** Relative to `root`, with `/`. */
  readonly entrypoint: string | undefined;
  /** What to call the function where it has no aerostack.json. */
  readonly fallbackName: string;
}

const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);
const MAX_LISTED = 50_000;
/** Far above what any registry takes: the registry's own limits decide, this one keeps the process small. */
const MAX_READ_BYTES = 64 * 1024 ** 2;

/**
 * Finds the function that a file, a folder or nothing (the current folder) stands for: its root is the nearest folder
 * upward with an aerostack.json, not beyond the project's root. Throws `NOT_FOUND`.
 */
export async function findFunction(named: string | undefined, cwd: string): Promise<FunctionFolder> {
  const path = resolve(cwd, named ?? '.');
  const found = await stat(path).catch((cause) => {
    throw new RegistryError('NOT_FOUND', `${quote(named ?? path)} does not exist`, { cause });
  });
  if (found.isDirectory()) {
    const root = named === undefined ? ((await manifestFolder(path)) ?? path) : path;
    return { root, entrypoint: undefined, fallbackName: basename(root) };
  }
  const folder = dirname(path);
  const root = (await manifestFolder(folder)) ?? folder;
  if (basename(path) === MANIFEST_PATH)
    return { root: folder, entrypoint: undefined, fallbackName: basename(folder) };
  const stem = basename(path).replace(/\.[^.]+$/, '');
  return {
    root,
    entrypoint: relative(root, path).split(sep).join('/'),
    fallbackName: stem === 'index' ? basename(root) : stem,
  };
}

/** The nearest folder upward that holds an aerostack.json, not beyond the project's root. */
export async function manifestFolder(folder: string): Promise<string | undefined> {
  const { root } = await findProject(folder);
  const folders = upward(folder);
  for (const candidate of folders.slice(0, folders.indexOf(root) + 1)) {
    const found = await stat(join(candidate, MANIFEST_PATH)).catch(() => undefined);
    if (found?.isFile()) return candidate;
  }
  return undefined;
}

/** The files of a folder for selection, without `node_modules` and `.git`; links and nested repositories unfollowed. */
export function folderSource(root: string): FileSource {
  return {
    list: () => listFolder(root),
    async read(path) {
      const { size } = await stat(join(root, path));
      if (size <= MAX_READ_BYTES) return readFile(join(root, path));
      const message = `is ${size} bytes large; no registry takes more than ${MAX_READ_BYTES}`;
      throw new RegistryError('LIMIT_EXCEEDED', `The file ${quote(path)} ${message}`);
    },
  };
}

async function listFolder(root: string): Promise<ListedFile[]> {
  const listed: ListedFile[] = [];
  const open = [''];
  for (let folder = open.shift(); folder !== undefined; folder = open.shift()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    if (folder !== '' && entries.some(({ name }) => name === '.git')) {
      listed.push({ path: folder, kind: 'submodule' });
      continue;
    }
    for (const entry of entries) {
      if (SKIPPED.has(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) open.push(path);
      else
        listed.push({ path, kind: entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'symlink' : 'other' });
    }
    if (listed.length + open.length > MAX_LISTED) {
      throw new RegistryError('LIMIT_EXCEEDED', `${quote(root)} holds more than ${MAX_LISTED} files`, {
        hint: "Run the command in the function's own folder, or name it.",
      });
    }
  }
  return listed;
}
