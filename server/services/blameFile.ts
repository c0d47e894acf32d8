import { LRUCache } from 'lru-cache';
import { RegistryError } from '../contract/errors.ts';
import { type Oid, type PortablePath, quote } from '../contract/names.ts';
import { imageType, textOf } from '../domain/fileContent.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { versionsOfFile } from './fileVersions.ts';
import type { RunSourceJob } from './sourceJobs.ts';
import { lineOfVersion, noFile } from './sourceVersion.ts';
import type { Stores } from './stores.ts';

/** A file with the version that introduced each of its lines. */
export interface BlamedFile {
  readonly path: PortablePath;
  readonly oid: Oid;
  /** Bytes. */
  readonly size: number;
  readonly text: string;
  /** For each line the version that brought it; nothing where that could not be found out. */
  readonly origins: readonly PublishedVersion[] | undefined;
  /** Whether older texts of the file were left out, so that lines may be older than they are told to be. */
  readonly capped: boolean;
  /** Whether two texts differed so much that lines may be older than they are told to be. */
  readonly coarse: boolean;
}

/** Blames a file of a version; throws `NOT_FOUND` where there is no such file, or it is no text. */
export type BlameFile = (version: PublishedVersion, path: string) => Promise<BlamedFile>;

const MAX_CHARS = 512 * 1024;
const MAX_TEXTS = 100;
const MAX_CHARS_IN_ALL = 8 * 1024 ** 2;
const CACHED_LINES = 500_000;
const UNKNOWN_FOR_MS = 60_000;

/** Makes the blaming of files; the line of a version changes only where a part of it is taken down, and so does the answer. */
export function createBlameFile(
  stores: Pick<Stores, 'git' | 'index' | 'onTakedown'>,
  run: RunSourceJob,
): BlameFile {
  const cache = new LRUCache<string, BlamedFile>({
    maxSize: CACHED_LINES,
    sizeCalculation: ({ origins, text }) => (origins?.length ?? 0) + Math.ceil(text.length / 20) + 20,
  });
  stores.onTakedown(() => cache.clear());
  return async (version, path) => {
    const key = `${version.account} ${version.commit} ${path}`;
    const known = cache.get(key);
    if (known) return known;
    const blamed = await blameFile(stores, run, version, path);
    cache.set(key, blamed, blamed.origins ? {} : { ttl: UNKNOWN_FOR_MS });
    return blamed;
  };
}

async function blameFile(
  stores: Pick<Stores, 'git' | 'index'>,
  run: RunSourceJob,
  version: PublishedVersion,
  path: string,
): Promise<BlamedFile> {
  const repo = stores.git.reader(version.account);
  const line = await lineOfVersion(stores, version);
  const { revisions, capped: shortened } = await versionsOfFile(repo, line, path);
  const newest = revisions[0];
  if (!newest?.oid) throw noFile(version, path);
  const content = await repo.blob(newest.oid);
  const text = imageType(path, content) ? undefined : textOf(content);
  if (text === undefined)
    throw new RegistryError('NOT_FOUND', `${quote(path)} is no text, so that it has no lines to blame`);
  const file = { path: path as PortablePath, oid: newest.oid, size: content.length, text };

  const texts: string[] = [];
  let room = MAX_CHARS_IN_ALL;
  for (const { oid } of revisions) {
    // A file that was missing for a while began anew when it came back.
    const older = oid && textOf(await repo.blob(oid));
    if (!older && older !== '') break;
    room -= older.length;
    if (texts.length === MAX_TEXTS || older.length > MAX_CHARS || room < 0) break;
    texts.push(older);
  }
  const next = revisions[texts.length];
  const capped = texts.length < revisions.length ? next?.oid !== undefined : shortened;
  const blame = texts.length > 0 ? await run({ kind: 'blame', texts }) : undefined;
  return {
    ...file,
    origins: blame?.origins.map((place) => revisions[place]!.version),
    capped,
    coarse: blame?.coarse ?? false,
  };
}
