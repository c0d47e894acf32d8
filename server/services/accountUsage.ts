import type { Username } from '../contract/names.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { Usage } from '../domain/quotas.ts';
import type { FunctionBranch } from '../domain/writePlan.ts';
import type { Stores } from './stores.ts';

/** How much an account has: unpublished drafts, functions with a version or a slug branch, and bytes on disk. */
export async function accountUsage(
  { git, index }: Pick<Stores, 'git' | 'index'>,
  account: Username,
): Promise<Usage> {
  const [branches, versions, bytes] = await Promise.all([
    git.reader(account).branchNames(),
    index.versionsOfAccount(account),
    git.bytesOnDisk(account),
  ]);
  return { ...countBranches(branches, versions).usage, bytes };
}

/** Counts them, and names the functions. */
export function countBranches(
  branches: readonly FunctionBranch[],
  versions: readonly PublishedVersion[],
): { usage: Omit<Usage, 'bytes'>; slugs: ReadonlySet<string> } {
  const published = new Set<string>(versions.map(({ functionId }) => functionId));
  const slugs = new Set<string>(versions.map(({ slug }) => slug));
  for (const branch of branches) if (branch.kind === 'slug') slugs.add(branch.slug);
  // One that was published stays as its working copy, and cannot be deleted.
  const drafts = branches.filter((branch) => branch.kind === 'draft' && !published.has(branch.id)).length;
  return { usage: { drafts, functions: slugs.size }, slugs };
}
