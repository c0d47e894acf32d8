import { LRUCache } from 'lru-cache';
import type { Oid, Username } from '../contract/names.ts';
import { compareTrees, type FileChange } from '../domain/compareTrees.ts';
import { imageType, textOf } from '../domain/fileContent.ts';
import type { LineDiff } from '../domain/lineDiff.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { RepoReader } from '../git/gitStore.ts';
import type { RunSourceJob } from './sourceJobs.ts';
import type { Stores } from './stores.ts';

/** A file that differs, and how its lines do; without them where it is an image, too large, or took too long. */
export interface ComparedFile extends FileChange {
  readonly texts?: { readonly before: string; readonly after: string; readonly diff: LineDiff };
  readonly isImage: boolean;
}

/** Compares the files of two versions, in path order. */
export type CompareVersions = (
  from: PublishedVersion,
  to: PublishedVersion,
) => Promise<readonly ComparedFile[]>;

/** Compares the files of two trees of an account's, in path order; without the first one, all are added. */
export type CompareFiles = (
  account: Username,
  from: Oid | undefined,
  to: Oid,
) => Promise<readonly ComparedFile[]>;

const MAX_CHARS = 256 * 1024;
const MAX_CHARS_IN_ALL = 4 * 1024 ** 2;
const CACHED_CHARS = 32 * 1024 ** 2;
const UNKNOWN_FOR_MS = 60_000;

/** Makes the comparing of versions. */
export function createCompareVersions(
  stores: Pick<Stores, 'git' | 'onTakedown'>,
  run: RunSourceJob,
): CompareVersions {
  const compareFiles = createCompareFiles(stores, run);
  return (from, to) => compareFiles(from.account, from.tree, to.tree);
}

/** Makes the comparing of trees, which never change. */
export function createCompareFiles(
  { git, onTakedown }: Pick<Stores, 'git' | 'onTakedown'>,
  run: RunSourceJob,
): CompareFiles {
  const cache = new LRUCache<string, readonly ComparedFile[]>({
    maxSize: CACHED_CHARS,
    sizeCalculation: (files) =>
      files.reduce(
        (sum, { texts }) => sum + 200 + (texts ? texts.before.length + texts.after.length : 0),
        200,
      ),
  });
  onTakedown(() => cache.clear());
  return async (account, from, to) => {
    const key = `${account} ${from} ${to}`;
    const known = cache.get(key);
    if (known) return known;
    const repo = git.reader(account);
    const before = from === undefined ? new Map() : await repo.paths(from);
    const changes = compareTrees(before, await repo.paths(to));
    const read = await readTexts(repo, changes);
    const pairs = read.flatMap(({ pair }) => (pair ? [pair] : []));
    const diffs = await run({ kind: 'diff', pairs });
    const left = [...(diffs ?? [])];
    const files = read.map(({ change, pair, isImage }): ComparedFile => {
      const diff = pair && left.shift();
      return { ...change, isImage, ...(diff ? { texts: { before: pair[0], after: pair[1], diff } } : {}) };
    });
    cache.set(key, files, diffs ? {} : { ttl: UNKNOWN_FOR_MS });
    return files;
  };
}

interface ReadChange {
  readonly change: FileChange;
  readonly pair: readonly [string, string] | undefined;
  readonly isImage: boolean;
}

async function readTexts(repo: RepoReader, changes: readonly FileChange[]): Promise<ReadChange[]> {
  let room = MAX_CHARS_IN_ALL;
  const contentOf = async (oid: Oid | undefined) => (oid ? await repo.blob(oid) : new Uint8Array());
  const read: ReadChange[] = [];
  for (const change of changes) {
    const { path, from = path, before, after } = change;
    const [old, now] = await Promise.all([contentOf(before), contentOf(after)]);
    const isImage = [imageType(path, now), imageType(from, old)].some((type) => type !== undefined);
    const [oldText, newText] = isImage ? [] : [textOf(old), textOf(now)];
    const size = old.length + now.length;
    const shown = oldText !== undefined && newText !== undefined && size <= MAX_CHARS && size <= room;
    if (shown) room -= size;
    read.push({ change, isImage, pair: shown ? [oldText, newText] : undefined });
  }
  return read;
}
