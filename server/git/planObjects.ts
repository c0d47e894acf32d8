import type { Oid, Slug, Username, Version } from '../contract/names.ts';
import {
  type Commit,
  commitObject,
  type GitObject,
  messageWith,
  type Signature,
  tagObject,
  treeOfFiles,
} from '../domain/gitObjects.ts';
import { tagName } from '../domain/publishedVersion.ts';
import type { BranchWrite, PublishWrite, WritePlan, Written } from '../domain/writePlan.ts';
import { branchRef, publishedRef, tagRef } from './layout.ts';
import type { RefUpdate } from './refTransaction.ts';
import { treeWithFolder } from './treeBytes.ts';

/** All that applying plans puts on disk. */
export interface PlannedObjects {
  readonly objects: readonly GitObject[];
  /** In the order in which they must move: `published`, the tags, then the branches. */
  readonly updates: readonly RefUpdate[];
  /** One for each plan, in their order. */
  readonly written: readonly Written[];
}

/** What the plans stand on. */
export interface PlanGround {
  readonly host: string;
  /** The content of the root tree at the tip of `published`; empty where nothing is published yet. */
  readonly publishedRoot: Uint8Array;
}

/**
 * Encodes everything that plans write and names the refs they move. Where several publish, each version stands on the
 * one before, and `published` moves once, to the last.
 */
export function planObjects(plans: readonly WritePlan[], ground: PlanGround): PlannedObjects {
  const objects: GitObject[] = [];
  const tags: RefUpdate[] = [];
  const branches: RefUpdate[] = [];
  const written: Written[] = [];
  let published: RefUpdate | undefined;
  let root = ground.publishedRoot;
  for (const plan of plans) {
    const signature = signatureOf(plan.account, ground.host, plan.now);
    const old = published ? published.new : (plan.publish?.old ?? null);
    const publish = plan.publish && planPublish(plan.account, { ...plan.publish, old }, signature, root);
    const branch = plan.branch && planBranch(plan.branch, signature);
    objects.push(...(publish?.objects ?? []), ...(branch?.objects ?? []));
    written.push({ branch: branch?.written, publish: publish?.written });
    if (branch) branches.push(branch.update);
    if (!publish) continue;
    root = publish.root;
    published = { ...publish.published, old: published ? published.old : publish.published.old };
    tags.push(publish.tag);
  }
  return { objects, updates: [...(published ? [published] : []), ...tags, ...branches], written };
}

/** The tag of a version; it is made from the commit alone, so that a lost one can be made again, the same object. */
export function versionTag(
  slug: Slug,
  version: Version,
  oid: Oid,
  commit: Pick<Commit, 'committer'>,
): GitObject {
  const name = tagName(slug, version);
  return tagObject({ commit: oid, name, tagger: commit.committer, message: `${name}\n` });
}

/** Who an account's commits are by: never an address of the account's own. */
export function signatureOf(account: Username, host: string, now: number): Signature {
  return { name: account, email: `${account}@noreply.${host}`, seconds: Math.floor(now / 1000) };
}

function planBranch(write: BranchWrite, signature: Signature) {
  const tree = treeOfFiles(write.files);
  const commit = commitObject({
    tree: tree.oid,
    parents: [
      ...(write.old === null || write.anew ? [] : [write.old]),
      ...(write.authored ? [write.authored] : []),
    ],
    author: signature,
    committer: signature,
    message: messageWith(oneLine(write.subject) || 'Update', {
      'Function-Id': write.functionId,
      Source: write.source,
      'Source-Commit': oneLine(write.sourceCommit ?? ''),
      'Source-Repository': oneLine(write.sourceRepository ?? ''),
    }),
  });
  return {
    objects: [...tree.objects, commit],
    update: { ref: branchRef(write.branch), old: write.old, new: commit.oid },
    written: { commit: commit.oid, tree: tree.oid },
  };
}

function planPublish(
  account: Username,
  write: PublishWrite,
  signature: Signature,
  publishedRoot: Uint8Array,
) {
  const tree = treeOfFiles(write.files);
  const version = planVersion(account, { ...write, tree: tree.oid }, signature, publishedRoot);
  return { ...version, objects: [...tree.objects, ...version.objects] };
}

/** What a version is recorded by, its files aside: the commit on `published` with its root tree, and the tag. */
export function planVersion(
  account: Username,
  write: Omit<PublishWrite, 'files'> & { readonly tree: Oid },
  signature: Signature,
  publishedRoot: Uint8Array,
) {
  const { slug, version, restore, tree } = write;
  const root = treeWithFolder(publishedRoot, slug, tree);
  const published = {
    tree: root.oid,
    parents: write.old === null ? [] : [write.old],
    author: signature,
    committer: signature,
    message: messageWith(`Publish ${tagName(slug, version)}`, {
      'Function-Id': write.functionId,
      Slug: slug,
      Version: version,
      Publisher: account,
      Source: write.source,
      'Published-At': new Date(write.publishedAt).toISOString(),
    }),
  };
  const commit = commitObject(published);
  const tag = versionTag(slug, version, commit.oid, published);
  const restored = restore && planRestore(slug, restore, commit.oid, signature, root);
  const tip = restored?.commit.oid ?? commit.oid;
  return {
    objects: [root, commit, tag, ...(restored ? [restored.root, restored.commit] : [])],
    published: { ref: publishedRef, old: write.old, new: tip },
    tag: { ref: tagRef(slug, version), old: null, new: tag.oid },
    written: { old: write.old, tag: tagName(slug, version), tagOid: tag.oid, commit: commit.oid, tree, tip },
    /** The root tree of the new tip. */
    root: (restored?.root ?? root).content,
  };
}

/** After a backport or a takedown, `published` goes on showing the highest version; no `Version`, since this commit is none. */
export function planRestore(
  slug: Slug,
  highest: { version: Version; tree: Oid },
  parent: Oid,
  signature: Signature,
  backported: GitObject,
) {
  const root = treeWithFolder(backported.content, slug, highest.tree);
  const message = messageWith(`Show ${tagName(slug, highest.version)} again`, {
    Slug: slug,
    Restores: highest.version,
  });
  return {
    root,
    commit: commitObject({
      tree: root.oid,
      parents: [parent],
      author: signature,
      committer: signature,
      message,
    }),
  };
}

/** Text from outside must stay on its line, or it could pose as a trailer. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
}
