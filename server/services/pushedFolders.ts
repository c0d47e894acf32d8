import { posix } from 'node:path';
import { RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';
import { functionFolders } from '../domain/functionFolders.ts';
import type { PushRequest } from '../domain/pushRequest.ts';
import type { PushedEntry, PushedObjects } from '../git/quarantine.ts';

/** A folder of the tree that is a function, with what is below it. */
export interface PushedFolder {
  /** `''` for the root. */
  readonly path: string;
  readonly entries: readonly PushedEntry[];
  /** What the function is called where it does not say. */
  readonly name: string | undefined;
  /** Whether it was pushed for itself, and not as one of several. */
  readonly isNamed: boolean;
  /** Of its tree; the root's is not needed. */
  readonly oid: string | undefined;
}

/** Of one push, changed or not. */
const MOST_FOLDERS = 1_000;

/** Finds the functions that a push is of, by their folders; throws where it names none, or too many. */
export async function findFolders(
  objects: PushedObjects,
  { commit, folders, slug }: PushRequest,
): Promise<PushedFolder[]> {
  const found: PushedFolder[] = [];
  for (const root of folders.length > 0 ? folders : ['']) {
    const entries = await objects.list(commit, root);
    if (!entries)
      throw new RegistryError('PUSH_OPTION', `There is no folder ${quote(root)} in the pushed commit`, {
        hint: 'Name a folder that is committed, by its path from the root of the repository.',
      });
    const paths = functionFolders(entries.filter(({ kind }) => kind !== 'folder').map(({ path }) => path));
    const name = root === '' ? slug : posix.basename(root);
    if (paths.length === 0 && name === undefined) throw noFunction();
    if (found.length + paths.length > MOST_FOLDERS)
      throw new RegistryError('LIMIT_EXCEEDED', `The push holds more than ${MOST_FOLDERS} functions`, {
        hint: 'Name the folders of some of them with `git push -o path=DIR`.',
      });
    if (paths.length === 0 || paths[0] === '') {
      found.push({ path: root, entries, name, isNamed: true, oid: undefined });
      continue;
    }
    for (const [path, { oid, entries: own }] of entriesByFolder(entries, paths))
      found.push({
        path: posix.join(root, path),
        entries: own,
        name: posix.basename(path),
        isNamed: false,
        oid,
      });
  }
  return found;
}

/** What is below each of some folders, by paths below it, with the folder's own oid; told in one pass, since there may be many. */
function entriesByFolder(entries: readonly PushedEntry[], folders: readonly string[]) {
  const found = new Map(folders.map((folder) => [folder, { oid: '', entries: [] as PushedEntry[] }]));
  for (const entry of entries) {
    const own = found.get(entry.path);
    if (own) own.oid = entry.oid;
    for (let slash = entry.path.indexOf('/'); slash > 0; slash = entry.path.indexOf('/', slash + 1)) {
      const above = found.get(entry.path.slice(0, slash));
      if (!above) continue;
      above.entries.push({ ...entry, path: entry.path.slice(slash + 1) });
      break;
    }
  }
  return found;
}

function noFunction(): RegistryError {
  return new RegistryError(
    'INVALID_MANIFEST',
    'There is no aerostack.json, neither at the root of the pushed tree nor in a folder of it',
    {
      hint: 'Commit one with at least {"name": "…"} in it, beside the entrypoint, and push again.',
    },
  );
}
