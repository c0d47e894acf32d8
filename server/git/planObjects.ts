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

/** All that applying a plan puts on disk. */
export interface PlannedObjects {
  readonly objects: readonly GitObject[];
  /** In the order in which they must move: `published`, its tag, then the branch. */
  readonly updates: readonly RefUpdate[];
  readonly written: Written;
}

/** What the plan stands on. */
export interface PlanGround {
  readonly host: string;
  /** The content of the root tree of `plan.publish.old`; empty where nothing is published yet. */
  readonly publishedRoot: Uint8Array;
}

/** Encodes everything that a plan writes and names the refs it moves. */
export function planObjects(plan: WritePlan, ground: PlanGround): PlannedObjects {
  const signature = signatureOf(plan.account, ground.host, plan.now);
  const publish = plan.publish && planPublish(plan.account, plan.publish, signature, ground.publishedRoot);
  const branch = plan.branch && planBranch(plan.branch, signature);
  return {
    objects: [...(publish?.objects ?? []), ...(branch?.objects ?? [])],
    updates: [...(publish?.updates ?? []), ...(branch?.updates ?? [])],
    written: { branch: branch?.written, publish: publish?.written },
  };
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
    parents: write.old === null || write.anew ? [] : [write.old],
    author: signature,
    committer: signature,
    message: messageWith(oneLine(write.subject) || 'Update', {
      'Function-Id': write.functionId,
      Source: write.source,
      'Source-Commit': oneLine(write.sourceCommit ?? ''),
    }),
  });
  return {
    objects: [...tree.objects, commit],
    updates: [{ ref: branchRef(write.branch), old: write.old, new: commit.oid }],
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
    updates: [
      { ref: publishedRef, old: write.old, new: tip },
      { ref: tagRef(slug, version), old: null, new: tag.oid },
    ],
    written: { tag: tagName(slug, version), tagOid: tag.oid, commit: commit.oid, tree, tip },
    /** The root tree of the new tip. */
    root: (restored?.root ?? root).content,
  };
}

/** After a backport, `published` goes on showing the highest version; no `Version`, since this commit is none. */
function planRestore(
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
