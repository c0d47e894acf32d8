import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { type Oid, parseVersion, quote, type Version } from '../contract/names.ts';
import type { TreeEntry } from '../domain/gitObjects.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { versionLine } from '../domain/versionLine.ts';
import type { RepoReader } from '../git/gitStore.ts';
import { findVersion } from './browse.ts';
import type { Stores } from './stores.ts';

/** The exact version that is named; throws `NOT_FOUND` or `VERSION_NOT_FOUND` for whatever does not exist. */
export async function findExactVersion(
  stores: Pick<Stores, 'index'>,
  username: string,
  slug: string,
  version: string,
): Promise<PublishedVersion> {
  return findVersion(stores, username, slug, exact(version));
}

/** An exact version, all versions of its function from high to low, and the one that it followed. */
export interface PlacedVersion {
  readonly version: PublishedVersion;
  readonly all: readonly PublishedVersion[];
  readonly previous: PublishedVersion | undefined;
}

/** The same as {@link findExactVersion}, among the other versions of the function. */
export async function placeVersion(
  stores: Pick<Stores, 'index'>,
  username: string,
  slug: string,
  name: string,
): Promise<PlacedVersion> {
  const version = await findExactVersion(stores, username, slug, name);
  const all = await stores.index.versions(version.account, version.slug);
  return { version, all, previous: versionLine(version, all)[1] };
}

/** What stands at a path below a tree: a file or a folder, or nothing. */
export async function entryAt(repo: RepoReader, tree: Oid, path: string): Promise<TreeEntry | undefined> {
  const names = path.split('/');
  const last = names.pop()!;
  let folder = tree;
  for (const name of names) {
    const entry = (await repo.tree(folder)).find((one) => one.name === name);
    if (!entry || !isFolder(entry)) return undefined;
    folder = entry.oid;
  }
  return (await repo.tree(folder)).find((one) => one.name === last);
}

/** Whether a line of a tree is a folder. */
export function isFolder({ mode }: TreeEntry): boolean {
  return mode === '40000';
}

/** The refusal of a path that a version has nothing at. */
export function noFile({ slug, version }: PublishedVersion, path: string): RegistryError {
  return new RegistryError('NOT_FOUND', `${slug}@${version} has no file ${quote(path)}`);
}

/** The versions that led to this one, from itself back; see {@link versionLine}. */
export async function lineOfVersion(
  { index }: Pick<Stores, 'index'>,
  version: PublishedVersion,
): Promise<readonly PublishedVersion[]> {
  return versionLine(version, await index.versions(version.account, version.slug));
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
