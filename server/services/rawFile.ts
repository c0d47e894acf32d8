import { imageType } from '../domain/fileContent.ts';
import { entryAt, findExactVersion, isFolder, noFile } from './sourceVersion.ts';
import type { Stores } from './stores.ts';

/** One file of an exact version: its bytes, its blob's oid, and its image type, absent for text. */
export interface RawFile {
  readonly content: Uint8Array;
  readonly oid: string;
  readonly image: string | undefined;
}

/** Reads a file of an exact version; throws `NOT_FOUND` for whatever does not exist. */
export async function readRaw(
  stores: Stores,
  username: string,
  slug: string,
  version: string,
  path: string,
): Promise<RawFile> {
  const found = await findExactVersion(stores, username, slug, version);
  const repo = stores.git.reader(found.account);
  const entry = await entryAt(repo, found.tree, path);
  if (!entry || isFolder(entry)) throw noFile(found, path);
  const content = await repo.blob(entry.oid);
  return { content, oid: entry.oid, image: imageType(path, content) };
}
