import type { Oid, Slug, Username } from '../contract/names.ts';
import { type Commit, commitObject, type GitObject, trailersOf } from '../domain/gitObjects.ts';
import { type PublishedVersion, tagName } from '../domain/publishedVersion.ts';
import type { TakenDownVersion } from '../domain/takedown.ts';
import { shownVersion } from '../domain/versions.ts';
import { publishedRef, tagRef } from './layout.ts';
import { planRestore, versionTag } from './planObjects.ts';
import type { RefUpdate } from './refTransaction.ts';
import { corrupt } from './storeErrors.ts';
import { planTombstone, takedownOf, tombstoneMessage } from './tombstone.ts';
import { versionOf } from './trailers.ts';
import { treeWithFolder } from './treeBytes.ts';

/** A commit of `published`. */
export interface ChainCommit {
  readonly oid: Oid;
  readonly commit: Commit;
}

/** What `published` is rewritten from. */
export interface RewriteGround {
  readonly account: Username;
  /** Every commit of `published`, the oldest first. */
  readonly chain: readonly ChainCommit[];
  /** The versions that can be read, those that are to be taken down among them. */
  readonly published: readonly PublishedVersion[];
  /** As they are to be recorded; their `commit` is still that of the version. */
  readonly takeDown: readonly TakenDownVersion[];
  /** The content of the root tree of the commit before the first of them; empty where there is none. */
  readonly root: Uint8Array;
}

/** Where in the chain the first commit stands that is to be rewritten; -1 where none is. */
export function firstRewritten({ chain, takeDown }: Pick<RewriteGround, 'chain' | 'takeDown'>): number {
  const gone = new Set(takeDown.map(({ commit }) => commit));
  return chain.findIndex(({ oid }) => gone.has(oid));
}

/**
 * Encodes the history of `published` as it would be had the versions never had any content. What comes before the first
 * of them stays, to the object; the commits after it are the same but for their parents, and for the function's folder
 * where that showed a version which is gone. Every tag of theirs moves along. Throws `OBJECT_CORRUPT` where a version of
 * the history cannot be read.
 */
export function rewritePublished(ground: RewriteGround): { objects: GitObject[]; updates: RefUpdate[] } {
  const { chain } = ground;
  const readable = new Map(ground.published.map((version) => [version.commit, version]));
  const gone = new Map(ground.takeDown.map((version) => [version.commit, version]));
  const first = firstRewritten(ground);
  const left = new Map<Slug, PublishedVersion[]>();
  const keep = (version: PublishedVersion) =>
    left.set(version.slug, [...(left.get(version.slug) ?? []), version]);
  const shownOf = (slug: Slug) => {
    const versions = left.get(slug) ?? [];
    const shown = shownVersion(versions.map(({ version }) => version));
    return versions.find(({ version }) => version === shown);
  };
  const objects: GitObject[] = [];
  const tags: RefUpdate[] = [];
  let root = ground.root;
  let tip: Oid | null = chain[first - 1]?.oid ?? null;

  for (const [at, { oid, commit }] of chain.entries()) {
    const named = versionOf(trailersOf(commit.message));
    // What only restores is made again where it is still needed.
    if (!named) continue;
    const isTombstone = takedownOf(commit.message) !== undefined;
    const version = readable.get(oid);
    if (!version && !isTombstone)
      throw corrupt(`version ${tagName(named.slug, named.version)} of ${ground.account}`);
    const target = gone.get(oid);
    if (version && !target) keep(version);
    if (at < first) continue;
    const shown = shownOf(named.slug);
    const { author, committer } = commit;
    if (target || isTombstone) {
      const message = target ? tombstoneMessage(target) : commit.message;
      const write = { ...named, author, committer, message, old: tip, restore: shown };
      const planned = planTombstone(write, root);
      objects.push(...planned.objects);
      tags.push(planned.tag);
      ({ root } = planned);
      tip = planned.written.tip;
      continue;
    }
    const tree = treeWithFolder(root, named.slug, version!.tree);
    const parents = tip === null ? [] : [tip];
    const rewritten = commitObject({ ...commit, tree: tree.oid, parents });
    const tag = versionTag(named.slug, named.version, rewritten.oid, { committer });
    objects.push(...(tree.oid === commit.tree ? [] : [tree]), rewritten, tag);
    tags.push({ ref: tagRef(named.slug, named.version), old: null, new: tag.oid });
    root = tree.content;
    tip = rewritten.oid;
    if (!shown || shown.version === named.version) continue;
    const restored = planRestore(named.slug, shown, tip, committer, tree);
    objects.push(restored.root, restored.commit);
    root = restored.root.content;
    tip = restored.commit.oid;
  }
  const published = { ref: publishedRef, old: chain.at(-1)!.oid, new: tip };
  return { objects, updates: [published, ...tags] };
}
