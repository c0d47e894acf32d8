import type { Oid } from '../contract/names.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { RepoReader } from '../git/gitStore.ts';
import { entryAt, isFolder } from './sourceVersion.ts';

/** A version that changed a file. */
export interface FileRevision {
  readonly version: PublishedVersion;
  /** The blob from this version on; nothing where it took the file out. */
  readonly oid: Oid | undefined;
}

const MAX_VERSIONS = 500;
const AT_ONCE = 25;

/**
 * The versions of a line, newest first, that brought, changed or took out the file at a path. `capped` where the line is
 * so long that its oldest versions were not looked at: then the last revision may be older than it is told to be.
 */
export async function versionsOfFile(
  repo: RepoReader,
  line: readonly PublishedVersion[],
  path: string,
): Promise<{ revisions: FileRevision[]; capped: boolean }> {
  const looked = line.slice(0, MAX_VERSIONS);
  const capped = looked.length < line.length;
  const oids: (Oid | undefined)[] = [];
  for (let from = 0; from < looked.length; from += AT_ONCE) {
    const some = looked.slice(from, from + AT_ONCE);
    oids.push(...(await Promise.all(some.map(({ tree }) => fileOid(repo, tree, path)))));
  }
  const revisions = looked.flatMap((version, index): FileRevision[] => {
    const oid = oids[index];
    const isFirst = index === looked.length - 1;
    // Where nothing was before, an absent file is no change.
    return (isFirst ? oid !== undefined : oid !== oids[index + 1]) ? [{ version, oid }] : [];
  });
  return { revisions, capped };
}

async function fileOid(repo: RepoReader, tree: Oid, path: string): Promise<Oid | undefined> {
  const entry = await entryAt(repo, tree, path);
  return entry && !isFolder(entry) ? entry.oid : undefined;
}
