import { stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { RegistryError } from '../../server/contract/errors.ts';
import { MANIFEST_PATH } from '../../server/contract/manifest.ts';
import { quote } from '../../server/contract/names.ts';
import { functionFolders } from '../../server/domain/functionFolders.ts';
import { type FunctionFolder, folderSource, manifestFolder } from '../functionFolder.ts';

/** A function's folder, and what to call it in a log. */
export interface FoundFolder extends FunctionFolder {
  /** As from the current folder, with `/`; `.` for that itself. */
  readonly shown: string;
}

/**
 * The functions that folders stand for: each itself, where it holds an aerostack.json, else those below it. Without
 * folders, the one around the current folder, else those below it. Throws `NOT_FOUND` for a folder of none.
 */
export async function findFunctions(named: readonly string[], cwd: string): Promise<FoundFolder[]> {
  const around = named.length === 0 ? await manifestFolder(cwd) : undefined;
  const found = new Map<string, FoundFolder>();
  for (const name of named.length > 0 ? named : [around ?? '.']) {
    for (const root of await functionsIn(resolve(cwd, name), name)) {
      const shown = relative(cwd, root).split(sep).join('/') || '.';
      found.set(root, { root, entrypoint: undefined, fallbackName: basename(root), shown });
    }
  }
  return [...found.values()];
}

async function functionsIn(folder: string, named: string): Promise<string[]> {
  const found = await stat(folder).catch((cause) => {
    throw new RegistryError('NOT_FOUND', `${quote(named)} does not exist`, { cause });
  });
  if (!found.isDirectory())
    throw new RegistryError('NOT_FOUND', `${quote(named)} is not a folder`, {
      hint: 'Name the folders of functions, as in functions/*/.',
    });
  if (await isFile(join(folder, MANIFEST_PATH))) return [folder];
  const files = await folderSource(folder).list();
  const below = functionFolders(files.flatMap(({ path, kind }) => (kind === 'file' ? [path] : [])));
  if (below.length === 0) {
    const message = `There is no ${MANIFEST_PATH} in ${quote(named)}, nor in a folder of it`;
    throw new RegistryError('NOT_FOUND', message, {
      hint: `Name the folder of a function, or add ${MANIFEST_PATH} beside its entrypoint.`,
    });
  }
  return below.map((path) => join(folder, path));
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
