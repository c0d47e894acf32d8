import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { packTar } from 'modern-tar';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { findExactVersion } from './sourceVersion.ts';
import type { Stores } from './stores.ts';

/** The files of a version in a `.tar.gz`, below one folder named for it. */
export interface Archive {
  readonly name: string;
  readonly content: Uint8Array;
  /** A hash of the content. */
  readonly etag: string;
}

/** Finds and packs an exact version; throws `NOT_FOUND` or `VERSION_NOT_FOUND`. */
export type ReadArchive = (username: string, slug: string, version: string) => Promise<Archive>;

const CACHED_BYTES = 16 * 1024 ** 2;
const compress = promisify(gzip);

/** Makes the packing of archives, which are kept in memory. */
export function createArchives(stores: Stores): ReadArchive {
  const cache = new LRUCache<string, Archive>({
    maxSize: CACHED_BYTES,
    sizeCalculation: ({ content }) => content.length + 500,
  });
  stores.onTakedown(() => cache.clear());
  return async (username, slug, name) => {
    const version = await findExactVersion(stores, username, slug, name);
    const key = `${version.account} ${version.commit}`;
    const archive = cache.get(key) ?? (await packVersion(stores, version));
    cache.set(key, archive);
    return archive;
  };
}

/** Nothing in it comes from the time or the machine, so that a version always gives the same bytes. */
async function packVersion({ git }: Pick<Stores, 'git'>, version: PublishedVersion): Promise<Archive> {
  const name = `${version.slug}-${version.version}`;
  const mtime = new Date(version.publishedAt - (version.publishedAt % 1000));
  const owner = { uid: 0, gid: 0, uname: 'root', gname: 'root', mtime };
  const files = await git.reader(version.account).files(version.tree);
  const tar = await packTar([
    { header: { ...owner, name: `${name}/`, type: 'directory', size: 0, mode: 0o755 } },
    ...[...files].map(([path, body]) => ({
      header: { ...owner, name: `${name}/${path}`, type: 'file' as const, size: body.length, mode: 0o644 },
      body,
    })),
  ]);
  const content = await compress(tar, { level: 9 });
  return { name, content, etag: `"${createHash('sha256').update(content).digest('base64url')}"` };
}
