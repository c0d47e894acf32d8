import type { Oid, PortablePath } from '../contract/names.ts';
import { findEntrypoint } from '../domain/entrypoint.ts';
import { imageType, textOf } from '../domain/fileContent.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { readRoot } from './readRoot.ts';
import { entryAt, isFolder, noFile } from './sourceVersion.ts';
import type { Stores } from './stores.ts';

/** A file of a version as its tree lists it. */
export interface ListedFile {
  readonly path: PortablePath;
  /** Bytes. */
  readonly size: number;
}

/** A file's content: text, or the image that a README may show. */
export type SourceContent = {
  readonly path: PortablePath;
  readonly oid: Oid;
  /** Bytes. */
  readonly size: number;
} & ({ readonly text: string } | { readonly image: string });

/** All files of a version in path order, and which of them the function is entered by. */
export async function listSource(
  { git }: Pick<Stores, 'git'>,
  { account, tree }: PublishedVersion,
): Promise<{ files: ListedFile[]; entrypoint: PortablePath | undefined }> {
  const repo = git.reader(account);
  const [{ manifest }, files] = await Promise.all([readRoot(repo, tree), repo.files(tree)]);
  return {
    files: [...files].map(([path, { length }]) => ({ path, size: length })),
    entrypoint: findEntrypoint(manifest, files.keys()),
  };
}

/** What a version has at a path: a file's content, or a folder; throws `NOT_FOUND` where that is nothing. */
export async function readSourceAt(
  { git }: Pick<Stores, 'git'>,
  version: PublishedVersion,
  path: string,
): Promise<SourceContent | 'folder'> {
  const repo = git.reader(version.account);
  const entry = await entryAt(repo, version.tree, path);
  if (!entry) throw noFile(version, path);
  if (isFolder(entry)) return 'folder';
  const content = await repo.blob(entry.oid);
  const file = { path: path as PortablePath, oid: entry.oid, size: content.length };
  const image = imageType(path, content);
  return image === undefined ? { ...file, text: textOf(content) ?? '' } : { ...file, image };
}
