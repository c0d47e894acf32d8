import type { Status } from '../contract/answers.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { branchStatus } from '../domain/branchStatus.ts';
import { sameWithAnotherVersion } from '../domain/planPublish.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { TakenDownVersion } from '../domain/takedown.ts';
import type { FunctionRoot } from '../domain/versionTrees.ts';
import type { BranchTip, RepoReader } from '../git/gitStore.ts';
import { readKnownVersions } from './knownVersions.ts';
import { ownBranch } from './ownBranch.ts';
import { readRoot } from './readRoot.ts';
import type { Stores } from './stores.ts';

/** A draft or slug branch of the actor's own, with the reader of its account. */
export interface OpenDraft {
  readonly repo: RepoReader;
  readonly tip: BranchTip;
  /** What it says of itself at its tip. */
  readonly root: FunctionRoot;
  /** The versions of its function, highest first. */
  readonly published: readonly PublishedVersion[];
  /** What was taken down of it, highest first. */
  readonly takenDown: readonly TakenDownVersion[];
  readonly status: Status;
  /** The version that is the draft as it stands, so that there is nothing to publish. */
  readonly unchanged: PublishedVersion | undefined;
}

/** Opens a draft or slug branch of the actor's own; throws `NOT_FOUND` for any other. */
export async function openDraft(
  stores: Pick<Stores, 'git' | 'index'>,
  actor: Actor,
  id: string,
): Promise<OpenDraft> {
  requireScope(actor, 'read');
  const repo = stores.git.reader(actor.username);
  const tip = await ownBranch(repo, id);
  const root = await readRoot(repo, tip.tree);
  requireFunction(actor, root.slug);
  const known = await readKnownVersions(stores, actor.username, root.slug);
  const { published } = known;
  const status = branchStatus(root, tip.functionId, published);
  return { repo, tip, root, ...known, status, unchanged: unchangedVersion(root, tip, published) };
}

function unchangedVersion(
  root: FunctionRoot,
  { functionId, tree }: BranchTip,
  published: readonly PublishedVersion[],
): PublishedVersion | undefined {
  const stated = root.manifest.version;
  if (stated === undefined) return sameWithAnotherVersion({ root, published, functionId });
  return published.find((one) => one.version === stated && one.tree === tree);
}
