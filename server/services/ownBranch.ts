import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { isFunctionId, parseSlug, quote } from '../contract/names.ts';
import type { BranchTip, RepoReader } from '../git/gitStore.ts';
import { readRoot } from './readRoot.ts';

/** The one answer, the same bytes, to a draft that does not exist and to one that is somebody else's. */
function noSuchFunction(): RegistryError {
  return new RegistryError('NOT_FOUND', 'You have no such draft or function');
}

/**
 * The branch of one's own that an ID names, or a slug: its slug branch, else its only draft. Throws `NOT_FOUND`, or
 * `AMBIGUOUS_DRAFT` naming the drafts.
 */
export async function ownBranch(repo: RepoReader, name: string): Promise<BranchTip> {
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
  const drafts: BranchTip[] = [];
  for (const tip of branches) if ((await readableSlug(repo, tip)) === name) drafts.push(tip);
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

/** The slug of a branch; one that cannot be read answers to its ID alone, and must not keep others from being found. */
async function readableSlug(repo: RepoReader, tip: BranchTip): Promise<string | undefined> {
  try {
    return (await readRoot(repo, tip.tree)).slug;
  } catch (error) {
    if (isRegistryError(error) && error.status <= 500) return undefined;
    throw error;
  }
}
