import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { isFunctionId, parseSlug, quote, type Slug } from '../contract/names.ts';
import { branchStatus } from '../domain/branchStatus.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { FunctionRoot } from '../domain/versionTrees.ts';
import type { BranchTip, RepoReader } from '../git/gitStore.ts';
import { readRoot } from './readRoot.ts';

/** The one answer, the same bytes, to a draft that does not exist and to one that is somebody else's. */
export function noSuchFunction(): RegistryError {
  return new RegistryError('NOT_FOUND', 'You have no such draft or function');
}

/**
 * The branch of one's own that an ID names, or a slug: its slug branch, else its only draft. Where `published` names the
 * versions of a slug, drafts that are published as they are do not count beside others. Throws `NOT_FOUND`, or
 * `AMBIGUOUS_DRAFT` naming the drafts.
 */
export async function ownBranch(
  repo: RepoReader,
  name: string,
  published?: (slug: Slug) => Promise<readonly PublishedVersion[]>,
): Promise<BranchTip> {
  const direct = isFunctionId(name)
    ? await repo.branch({ kind: 'draft', id: name })
    : await bySlug(repo, name);
  if (direct) return direct;
  const branches = await repo.branches();
  if (isFunctionId(name)) {
    const tip = branches.find(({ functionId }) => functionId === name);
    if (tip) return tip;
    throw noSuchFunction();
  }
  const found: { tip: BranchTip; root: FunctionRoot }[] = [];
  for (const tip of branches) {
    const root = await readableRoot(repo, tip);
    if (root?.slug === name) found.push({ tip, root });
  }
  const versions = found.length > 1 ? ((await published?.(found[0]!.root.slug)) ?? []) : [];
  const waiting = found.filter(
    ({ tip, root }) => branchStatus(root, tip.functionId, versions) !== 'published',
  );
  const drafts = (waiting.length > 0 ? waiting : found).map(({ tip }) => tip);
  if (drafts.length === 1) return drafts[0]!;
  if (drafts.length === 0) throw noSuchFunction();
  throw new RegistryError('AMBIGUOUS_DRAFT', `There are ${drafts.length} drafts of ${quote(name)}`, {
    details: drafts.map(({ functionId, updatedAt }) => ({
      message: `${functionId}, last changed ${new Date(updatedAt).toISOString()}`,
    })),
  });
}

function bySlug(repo: RepoReader, name: string): Promise<BranchTip | undefined> {
  try {
    return repo.branch({ kind: 'slug', slug: parseSlug(name) });
  } catch (cause) {
    throw isRegistryError(cause) ? noSuchFunction() : cause;
  }
}

/** The root of a branch; one that cannot be read answers to its ID alone, and must not keep others from being found. */
export async function readableRoot(repo: RepoReader, tip: BranchTip): Promise<FunctionRoot | undefined> {
  try {
    return await readRoot(repo, tip.tree);
  } catch (error) {
    if (isRegistryError(error) && error.status <= 500) return undefined;
    throw error;
  }
}
