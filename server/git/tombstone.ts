import type { Oid, Slug, Version } from '../contract/names.ts';
import { type Commit, commitObject, type GitObject, messageWith, trailersOf } from '../domain/gitObjects.ts';
import { tagName } from '../domain/publishedVersion.ts';
import type { TakenDownVersion } from '../domain/takedown.ts';
import { publishedRef, tagRef } from './layout.ts';
import { planRestore, versionTag } from './planObjects.ts';
import { treeWithoutFolder } from './treeBytes.ts';

const AT = 'Taken-Down-At';
const TREE = 'Taken-Down-Tree';
const REASON = 'Taken-Down-Reason';

/** What stands in the place of a version that was taken down. */
export interface TombstoneWrite extends Pick<Commit, 'author' | 'committer' | 'message'> {
  readonly slug: Slug;
  readonly version: Version;
  /** The commit of `published` that it stands on. */
  readonly old: Oid | null;
  /** The version that `published` shows afterwards, and its tree; nothing where none is left. */
  readonly restore: { readonly version: Version; readonly tree: Oid } | undefined;
}

/** The message of a tombstone: all that is known of the version, and why it is gone. */
export function tombstoneMessage(version: TakenDownVersion): string {
  return messageWith(`Take down ${tagName(version.slug, version.version)}`, {
    'Function-Id': version.functionId,
    Slug: version.slug,
    Version: version.version,
    Publisher: version.publisher,
    Source: version.source,
    'Published-At': new Date(version.publishedAt).toISOString(),
    [AT]: new Date(version.takenDownAt).toISOString(),
    [TREE]: version.tree,
    [REASON]: version.reason,
  });
}

/** What a commit's message says of a takedown; nothing where it is no tombstone. */
export function takedownOf(
  message: string,
): Pick<TakenDownVersion, 'tree' | 'takenDownAt' | 'reason'> | undefined {
  const trailers = trailersOf(message);
  const takenDownAt = Date.parse(trailers.get(AT) ?? '');
  if (Number.isNaN(takenDownAt)) return undefined;
  return { takenDownAt, tree: (trailers.get(TREE) ?? '') as Oid, reason: trailers.get(REASON) ?? '' };
}

/**
 * The commit that has the catalogue without the function, so that nobody takes another version's files for this one's,
 * its tag, and the commit that shows what is left of the function again. `root` is the tree before.
 */
export function planTombstone(write: TombstoneWrite, root: Uint8Array) {
  const { slug, version, old, restore, author, committer, message } = write;
  const without = treeWithoutFolder(root, slug);
  const parents = old === null ? [] : [old];
  const commit = commitObject({ tree: without.oid, parents, author, committer, message });
  const tag = versionTag(slug, version, commit.oid, { committer });
  const restored = restore && planRestore(slug, restore, commit.oid, committer, without);
  const tip = restored?.commit.oid ?? commit.oid;
  const objects: GitObject[] = [without, commit, tag, ...(restored ? [restored.root, restored.commit] : [])];
  return {
    objects,
    published: { ref: publishedRef, old, new: tip },
    tag: { ref: tagRef(slug, version), old: null, new: tag.oid },
    written: { commit: commit.oid, tip },
    root: (restored?.root ?? without).content,
  };
}
