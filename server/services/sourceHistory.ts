import { LRUCache } from 'lru-cache';
import type { Oid } from '../contract/names.ts';
import { compareTrees, countFiles, type FileChange } from '../domain/compareTrees.ts';
import { textOf } from '../domain/fileContent.ts';
import { countChanges } from '../domain/lineDiff.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { RepoReader } from '../git/gitStore.ts';
import { type FileRevision, versionsOfFile } from './fileVersions.ts';
import type { RunSourceJob } from './sourceJobs.ts';
import { lineOfVersion, noFile } from './sourceVersion.ts';
import type { Stores } from './stores.ts';

/** A version in a history, and what it changed of the one before it in its line. */
export interface HistoryEntry {
  readonly version: PublishedVersion;
  /** The one before; nothing for the first. */
  readonly previous: PublishedVersion | undefined;
  /** How many files it changed in which way; of a function's history. */
  readonly files?: Record<FileChange['kind'], number>;
  /** What it did with the file; of a file's history. */
  readonly kind?: 'added' | 'changed' | 'removed';
  /** How many lines of the file it added and removed, where that could be counted. */
  readonly lines?: { readonly added: number; readonly removed: number };
}

/** A part of a history, newest first. */
export interface History {
  readonly entries: readonly HistoryEntry[];
  /** Of all parts. */
  readonly total: number;
  /** The version that the next part begins with. */
  readonly next: PublishedVersion | undefined;
  /** Whether the line is so long that its oldest versions were not looked at. */
  readonly capped: boolean;
}

const PAGE = 50;
const MAX_CHARS = 256 * 1024;
const CACHED = 500;

/** Reads the versions up to one, or those that changed a file; from another of them on where that is named. */
export type ReadHistory = (version: PublishedVersion, path: string, from?: string) => Promise<History>;

/** Makes the reading of histories, which never change. */
export function createReadHistory(
  stores: Pick<Stores, 'git' | 'index' | 'onTakedown'>,
  run: RunSourceJob,
): ReadHistory {
  const cache = new LRUCache<string, History>({ max: CACHED });
  stores.onTakedown(() => cache.clear());
  return async (version, path, from) => {
    const key = `${version.account} ${version.commit} ${from ?? ''} ${path}`;
    const known = cache.get(key);
    if (known) return known;
    const repo = stores.git.reader(version.account);
    const line = await lineOfVersion(stores, version);
    const history =
      path === '' ? await functionHistory(repo, line, from) : await fileHistory(repo, run, line, path, from);
    if (history.total === 0) throw noFile(version, path);
    cache.set(key, history);
    return history;
  };
}

async function functionHistory(
  repo: RepoReader,
  line: readonly PublishedVersion[],
  from: string | undefined,
): Promise<History> {
  const { part, start, next } = partOf(line, from, (version) => version);
  const entries = part.map(async (version, index): Promise<HistoryEntry> => {
    const previous = line[start + index + 1];
    const [before, after] = await Promise.all([
      previous ? repo.paths(previous.tree) : new Map(),
      repo.paths(version.tree),
    ]);
    return { version, previous, files: countFiles(compareTrees(before, after)) };
  });
  return { entries: await Promise.all(entries), total: line.length, next, capped: false };
}

async function fileHistory(
  repo: RepoReader,
  run: RunSourceJob,
  line: readonly PublishedVersion[],
  path: string,
  from: string | undefined,
): Promise<History> {
  const { revisions, capped } = await versionsOfFile(repo, line, path);
  const { part, start, next } = partOf(revisions, from, ({ version }) => version);
  const older = (index: number): FileRevision | undefined => revisions[start + index + 1];
  const texts = await Promise.all(
    part.map(
      async ({ oid }, index) => [await textAt(repo, older(index)?.oid), await textAt(repo, oid)] as const,
    ),
  );
  const pairs = texts.flatMap(([before, after]) =>
    before === undefined || after === undefined ? [] : [[before, after] as const],
  );
  const diffs = [...((await run({ kind: 'diff', pairs })) ?? [])];
  const entries = part.map(({ version, oid }, index): HistoryEntry => {
    const before = older(index)?.oid;
    const countable = texts[index]!.every((text) => text !== undefined);
    const diff = countable ? diffs.shift() : undefined;
    return {
      version,
      previous: line[line.indexOf(version) + 1],
      kind: oid === undefined ? 'removed' : before === undefined ? 'added' : 'changed',
      ...(diff ? { lines: countChanges(diff) } : {}),
    };
  });
  return { entries, total: revisions.length, next, capped };
}

/** A missing file is empty; one that is too large, or no text, has no lines to count. */
async function textAt(repo: RepoReader, oid: Oid | undefined): Promise<string | undefined> {
  if (oid === undefined) return '';
  const content = await repo.blob(oid);
  return content.length > MAX_CHARS ? undefined : textOf(content);
}

function partOf<T>(all: readonly T[], from: string | undefined, versionOf: (one: T) => PublishedVersion) {
  const found = all.findIndex((one) => versionOf(one).version === from);
  const start = Math.max(0, found);
  const following = all[start + PAGE];
  return {
    start,
    part: all.slice(start, start + PAGE),
    next: following === undefined ? undefined : versionOf(following),
  };
}
