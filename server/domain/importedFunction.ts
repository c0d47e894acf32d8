import { posix } from 'node:path';
import { RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';
import type { DraftRequest } from '../contract/requests.ts';
import type { FollowOptions } from './followImports.ts';
import { functionFolders } from './functionFolders.ts';
import { splitText } from './functionTree.ts';
import type { GithubSpec } from './githubSpec.ts';
import { type Selection, selectFiles } from './selectFiles.ts';
import { type ArchivedFiles, archivedFolder } from './tarball.ts';

/** A function found in an archive, selected by the rules of every door, and the push that stands for it. */
export interface ImportedFunction {
  readonly folder: string;
  readonly selection: Selection;
  readonly request: DraftRequest;
}

/**
 * Selects the function that a spec names: the folder itself, or the only one below it that holds an aerostack.json.
 * Throws `NOT_FOUND`, `AMBIGUOUS_DRAFT` where there are several, and as `selectFiles`.
 */
export async function importedFunction(
  files: ArchivedFiles,
  spec: GithubSpec,
  options: Partial<FollowOptions>,
): Promise<ImportedFunction> {
  const folder = folderOf(files, spec);
  const selection = await selectFiles(archivedFolder(files, folder), options);
  const { manifest } = selection;
  const { texts, assets } = splitText(selection.files);
  const isNamed = manifest.name !== undefined || manifest.slug !== undefined;
  const request: DraftRequest = {
    ...(isNamed ? {} : { name: posix.basename(folder) || spec.repo }),
    files: Object.fromEntries(texts),
    assets: Object.fromEntries(
      [...assets].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
    ),
  };
  return { folder, selection, request };
}

function folderOf(files: ArchivedFiles, { path, owner, repo }: GithubSpec): string {
  const prefix = path === '' ? '' : `${path}/`;
  const below = [...files.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  if (below.length === 0)
    throw new RegistryError('NOT_FOUND', `There is no folder ${quote(path)} in ${owner}/${repo}`, {
      hint: 'Name a folder by its path from the root of the repository.',
    });
  const folders = functionFolders(below);
  const [only] = folders;
  if (only === undefined || only === '') return path;
  if (folders.length === 1) return prefix + only;
  const named = folders.slice(0, 10).map((folder) => `github:${owner}/${repo}/${prefix}${folder}`);
  throw new RegistryError('AMBIGUOUS_DRAFT', `${owner}/${repo} holds ${folders.length} functions`, {
    hint: `Name one of them: ${named.join(', ')}${folders.length > 10 ? ', …' : ''}.`,
  });
}
