import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { RegistryError } from '../contract/errors.ts';
import type { Oid } from '../contract/names.ts';
import type { ListedFile } from '../domain/fileSource.ts';
import { gitObject } from '../domain/gitObjects.ts';
import { isAncestor } from './ancestry.ts';
import { startCatFile } from './catFileProcess.ts';
import { bytesBelow } from './diskUsage.ts';
import { unlessMissing } from './durable.ts';
import { endOf, type GitRuntime, outputOf, spawnReader } from './gitProcess.ts';
import { corrupt, goneClient } from './storeErrors.ts';

/** A file, link or folder of a pushed tree. */
export interface PushedEntry {
  readonly path: string;
  readonly kind: ListedFile['kind'] | 'folder';
  readonly oid: Oid;
  /** In bytes; 0 where it has no content of its own. */
  readonly size: number;
}

/** The objects of a push together with those of the repository, before any of them is in the repository. */
export interface PushedObjects {
  /** Whether the object is there and a commit. */
  isCommit(oid: string): Promise<boolean>;
  /** Whether the whole history of the commit is there, which that of a shallow repository is not. */
  isComplete(commit: Oid): Promise<boolean>;
  /** Everything below a folder of a commit (`''`: the root), by paths below it; nothing where there is no such folder. */
  list(commit: Oid, folder: string): Promise<readonly PushedEntry[] | undefined>;
  blob(oid: Oid): Promise<Uint8Array>;
  /** The bytes that the push brings, as they lie on disk. */
  bytes(): Promise<number>;
  /** Whether one commit is the other or comes before it; one that is not there comes before none. */
  isAncestor(earlier: Oid, later: Oid): Promise<boolean>;
  /** Every later call throws `REQUEST_TIMEOUT`: what is read for a push ends with it. */
  close(): void;
}

/**
 * What all listings of one push may come to: above what people keep in one repository. A tree can be made of a few
 * objects that lists without an end.
 */
const MAX_ENTRIES = 50_000;
const PREFIX = 'tmp_objdir-';
const MAX_LISTING = 16 * 1024 ** 2;
/** Files are read once their size is known to be small; a commit or a tree of this size is made to do harm. */
const MAX_OBJECT_BYTES = 80 * 1024 ** 2;
const ENTRY = /^(\d{6}) (blob|tree|commit) ([0-9a-f]{40}) +(\d+|-)\t(.*)$/s;

/** Whether a folder among a repository's objects holds a push that is not decided on yet. */
export function isQuarantine(folder: string): boolean {
  return folder.startsWith(PREFIX);
}

/** Reads what a push brings from its quarantine folder, by git itself. */
export function openQuarantine(runtime: GitRuntime, repo: string, quarantine: string): PushedObjects {
  const objects = join(repo, 'objects');
  // git spells the path to the repository in its own way; a push that brings no objects has no quarantine.
  const folder = basename(quarantine);
  if (folder !== '' && !isQuarantine(folder)) throw new Error(`${quarantine} is not a quarantine`);
  const env: Record<string, string> =
    folder === ''
      ? {}
      : {
          GIT_OBJECT_DIRECTORY: join(objects, folder),
          GIT_ALTERNATE_OBJECT_DIRECTORIES: `"${objects.replace(/["\\]/g, '\\$&')}"`,
        };
  let isOpen = true;
  const reader = startCatFile(runtime, repo, { env, maxObjectBytes: MAX_OBJECT_BYTES });
  const budget: ListBudget = { entries: MAX_ENTRIES, bytes: MAX_LISTING };
  const read = async (oid: string) => {
    if (!isOpen) throw goneClient();
    const answer = await reader.ask(oid);
    return answer.kind === 'object' ? answer : undefined;
  };
  return {
    isCommit: async (oid) => (await read(oid))?.type === 'commit',
    async isComplete(commit) {
      // git writes down where a pushed history is cut off for as long as it deals with the push; else all of it is there.
      if (!(await readdir(repo)).some((name) => name.startsWith('shallow'))) return true;
      const args = ['rev-list', '--quiet', commit, '--not', '--all'];
      return (await outputOf(spawnReader(runtime, repo, args, env))).exitCode === 0;
    },
    async list(commit, folder) {
      const tree = folder === '' ? `${commit}^{tree}` : `${commit}:${folder}`;
      // What is told apart by asking first can be left to git where there is nothing to tell apart.
      if (folder !== '' && (await read(tree))?.type !== 'tree') return undefined;
      const args = ['ls-tree', '-r', '-t', '-l', '-z', '--full-tree', tree];
      return listTree(spawnReader(runtime, repo, args, env), budget);
    },
    async blob(oid) {
      const found = await read(oid);
      if (!isOpen) throw goneClient();
      if (found?.type !== 'blob' || gitObject('blob', found.content).oid !== oid) throw corrupt(oid);
      return found.content;
    },
    bytes: () => (folder === '' ? Promise.resolve(0) : bytesBelow(join(objects, folder))),
    async isAncestor(earlier, later) {
      if ((await read(earlier))?.type !== 'commit') return false;
      return isAncestor(runtime, repo, earlier, later, env);
    },
    close() {
      isOpen = false;
      reader.end();
    },
  };
}

/** Removes quarantines that nobody can be filling any more: their git was killed before it could do so. */
export async function sweepQuarantines(repo: string, olderThan: number): Promise<void> {
  const objects = join(repo, 'objects');
  for (const name of (await readdir(objects).catch(unlessMissing)) ?? []) {
    if (!isQuarantine(name)) continue;
    const folder = join(objects, name);
    const found = await stat(folder).catch(unlessMissing);
    if (found && Date.now() - found.mtimeMs > olderThan) await rm(folder, { recursive: true, force: true });
  }
}

/** What is left of what one push may list; bytes are those of git's listing. */
interface ListBudget {
  entries: number;
  bytes: number;
}

/** Collects what `git ls-tree` lists, and stops it where that is too much; throws `LIMIT_EXCEEDED`. */
async function listTree(child: ReturnType<typeof spawnReader>, left: ListBudget): Promise<PushedEntry[]> {
  const entries: PushedEntry[] = [];
  let rest = '';
  const isTooMuch = () => left.entries < 0 || left.bytes < 0;
  child.stdout.on('data', (chunk: Buffer) => {
    if (isTooMuch()) return;
    left.bytes -= chunk.length;
    const lines = (rest + chunk.toString('latin1')).split('\0');
    rest = lines.pop() ?? '';
    left.entries -= lines.length;
    if (isTooMuch()) child.kill('SIGKILL');
    else for (const line of lines) entries.push(parseEntry(Buffer.from(line, 'latin1').toString('utf8')));
  });
  const { stderr, exitCode } = await endOf(child);
  if (isTooMuch()) {
    throw new RegistryError(
      'LIMIT_EXCEEDED',
      `The pushed tree has more than ${MAX_ENTRIES} files and folders, or their paths are too long`,
      {
        hint: 'Name the folder of the function with `git push -o path=DIR`.',
      },
    );
  }
  if (exitCode !== 0) throw corrupt('tree of a push', new Error(stderr));
  return entries;
}

function parseEntry(line: string): PushedEntry {
  const [, mode = '', type, oid = '', size = '', path = ''] = ENTRY.exec(line) ?? [];
  if (type === undefined) throw corrupt('tree of a push', new Error(`git listed ${JSON.stringify(line)}`));
  return { path, kind: kindOf(mode, type), oid: oid as Oid, size: Number(size) || 0 };
}

function kindOf(mode: string, type: string): PushedEntry['kind'] {
  if (type === 'tree') return 'folder';
  if (type === 'commit') return 'submodule';
  if (mode === '120000') return 'symlink';
  return mode.startsWith('100') ? 'file' : 'other';
}
