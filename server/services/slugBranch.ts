import { isRegistryError } from '../contract/errors.ts';
import type { FunctionId, Slug } from '../contract/names.ts';
import { type FunctionContent, withVersion } from '../domain/functionTree.ts';
import type { BranchState } from '../domain/planDraft.ts';
import type { UpsertDecision } from '../domain/planUpsert.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { LockedRepo, RepoReader } from '../git/gitStore.ts';
import { slugBranchRef } from '../git/layout.ts';
import type { Stores } from './stores.ts';

/** A slug branch as it stands, and the ID that it has or a new one gets. */
export interface SlugBranch {
  readonly newId: FunctionId;
  /** Where the branch came from a commit, `sourceCommit` names it. */
  readonly branch: (BranchState & { readonly sourceCommit?: string | undefined }) | undefined;
}

/** Reads the slug branch of a function; one whose tip cannot be read has the ID that a new one would get. */
export async function readSlugBranch(
  stores: Pick<Stores, 'newFunctionId'>,
  repo: RepoReader,
  slug: Slug,
  published: readonly PublishedVersion[],
): Promise<SlugBranch> {
  // A slug branch that published stays for good: where it is missing, the machine stopped between the two refs.
  const lost = published.find(({ source }) => source === 'ci');
  const newId = lost?.functionId ?? stores.newFunctionId();
  const branch = { kind: 'slug', slug } as const;
  try {
    return { newId, branch: await repo.branch(branch) };
  } catch (error) {
    const commit = await repo.resolve(slugBranchRef(slug));
    if (!isRegistryError(error, 'OBJECT_CORRUPT') || !commit) throw error;
    return { newId, branch: { branch, commit, tree: null, functionId: newId } };
  }
}

/** Stores again what a decision leaves as it is and the disk has lost: sending the same content again is what repairs it. */
export async function mendUnchanged(
  repo: LockedRepo,
  content: FunctionContent,
  { branch, publish }: Pick<UpsertDecision, 'branch' | 'publish'>,
): Promise<void> {
  if (!branch) await repo.mendFiles(content.files);
  if (publish?.kind === 'unchanged')
    await repo.mendFiles(withVersion(content, publish.version.version).files);
}
