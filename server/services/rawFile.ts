import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { parseVersion, quote, type Version } from '../contract/names.ts';
import { imageType } from '../domain/fileContent.ts';
import { findVersion } from './browse.ts';
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
  const found = await findVersion(stores, username, slug, exact(version));
  const repo = stores.git.reader(found.account);
  let oid = found.tree;
  const names = path.split('/');
  for (const [index, name] of names.entries()) {
    const entry = (await repo.tree(oid)).find((one) => one.name === name);
    const isLast = index === names.length - 1;
    if (!entry || (entry.mode === '40000') === isLast) {
      throw new RegistryError('NOT_FOUND', `${found.slug}@${found.version} has no file ${quote(path)}`);
    }
    oid = entry.oid;
  }
  const content = await repo.blob(oid);
  return { content, oid, image: imageType(path, content) };
}

function exact(version: string): Version {
  try {
    return parseVersion(version);
  } catch (cause) {
    throw isRegistryError(cause)
      ? new RegistryError('NOT_FOUND', 'There is no such version', { cause })
      : cause;
  }
}
