import { RegistryError } from '../contract/errors.ts';
import type { FunctionId, Oid, Username, Version } from '../contract/names.ts';
import { type FunctionContent, withVersion } from './functionTree.ts';
import { treeOfFiles } from './gitObjects.ts';
import type { PublishedVersion } from './publishedVersion.ts';
import { contentTakenDown, type TakenDownVersion, takenNumbers } from './takedown.ts';
import {
  bumpedVersion,
  cannotRaise,
  chosenVersion,
  descending,
  shownVersion,
  versionExists,
} from './versions.ts';
import { type FunctionRoot, rootOfContent, versionTrees } from './versionTrees.ts';
import type { BranchWrite, PublishWrite, Source } from './writePlan.ts';

/** What a publication is decided from: the branch's content, and what the account has published of this slug. */
export interface PublishState {
  readonly account: Username;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly functionId: FunctionId;
  readonly source: Source;
  readonly content: FunctionContent;
  /** The tip of `published`. */
  readonly tip: Oid | null;
  readonly published: readonly PublishedVersion[];
  /** What was taken down of it: these numbers are not free, and their content stays out. */
  readonly takenDown: readonly TakenDownVersion[];
}

/** A version that is there already with the same tree, or the one to write; `bumped` is content the branch must get first. */
export type PublishDecision =
  | { readonly kind: 'unchanged'; readonly version: PublishedVersion }
  | { readonly kind: 'write'; readonly write: PublishWrite; readonly bumped?: FunctionContent };

/**
 * Decides what publishing a branch under the version that somebody chose does: that version, or none. It is written into
 * the branch only where the branch would not take it anyway. Throws `VERSION_EXISTS` or `PRECONDITION_FAILED`.
 */
export function planChosen(state: PublishState, chosen: Version): PublishDecision {
  const taken = takenNumbers(state);
  const own = state.content.manifest.version ?? chosenVersion(taken);
  const decision = planPublish(state, chosen === own ? undefined : chosen);
  const { version } = decision.kind === 'write' ? decision.write : decision.version;
  if (version === chosen) return decision;
  throw new RegistryError('PRECONDITION_FAILED', `This would be version ${version} now, and not ${chosen}`);
}

/**
 * Decides what publishing a branch does. `bump` is `patch`, `minor`, `major` or a version and is committed to the branch
 * first; a branch that states no version keeps stating none. Throws `VERSION_EXISTS`, `VERSION_TAKEN_DOWN`, or
 * `INVALID_VERSION`.
 */
export function planPublish(state: PublishState, bump: string | undefined): PublishDecision {
  const { content } = state;
  const taken = takenNumbers(state);
  const stated = content.manifest.version;
  if (bump !== undefined) {
    const version = bumpedVersion(bump, stated, taken);
    const bumped = withVersion(content, version);
    const decision = decide(state, bumped, version, taken);
    return decision.kind === 'write' && version !== stated ? { ...decision, bumped } : decision;
  }
  if (stated !== undefined) return decide(state, content, stated, taken);
  const same = sameWithAnotherVersion({ ...state, root: rootOfContent(content) });
  if (same) return { kind: 'unchanged', version: same };
  const version = chosenVersion(taken) ?? cannotRaise(shownVersion(taken));
  return decide(state, withVersion(content, version), version, taken);
}

/** The commit that gives a branch its bumped version. */
export function bumpWrite(
  branch: Omit<BranchWrite, 'files' | 'subject'>,
  bumped: FunctionContent,
): BranchWrite {
  return { ...branch, files: bumped.files, subject: `Set the version to ${bumped.manifest.version}` };
}

function decide(
  state: PublishState,
  content: FunctionContent,
  version: Version,
  taken: readonly Version[],
): PublishDecision {
  const existing = state.published.find((one) => one.version === version);
  if (existing?.tree === treeOfFiles(content.files).oid) return { kind: 'unchanged', version: existing };
  refuseTakenDown(state, content);
  if (taken.includes(version))
    throw versionExists(`${state.account}/${content.slug}`, version, taken, existing === undefined);
  const shown = shownVersion([...state.published.map((one) => one.version), version]);
  const restored = state.published.find((one) => one.version === shown);
  const write: PublishWrite = {
    slug: content.slug,
    version,
    files: content.files,
    old: state.tip,
    functionId: state.functionId,
    source: state.source,
    publishedAt: state.now,
    restore: restored && { version: restored.version, tree: restored.tree },
  };
  return { kind: 'write', write };
}

/** Throws `VERSION_TAKEN_DOWN` for the content of a version that was taken down, whatever number it comes under. */
function refuseTakenDown({ takenDown }: PublishState, content: FunctionContent): void {
  if (takenDown.length === 0) return;
  const treeOf = versionTrees(rootOfContent(content));
  const gone = takenDown.find((one) => treeOf(one.version) === one.tree);
  if (gone) throw contentTakenDown(gone);
}

/** The newest version that is this content but for the version, which the registry chose at the time. */
export function sameWithAnotherVersion({
  root,
  published,
  functionId,
}: Pick<PublishState, 'published' | 'functionId'> & { root: FunctionRoot }): PublishedVersion | undefined {
  if (published.length === 0) return undefined;
  const shown = shownVersion(published.map(({ version }) => version));
  const treeOf = versionTrees(root);
  return published
    .filter((one) => one.functionId === functionId || one.version === shown)
    .sort((a, b) => descending(a.version, b.version))
    .find((one) => treeOf(one.version) === one.tree);
}
