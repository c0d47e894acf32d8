import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { MANIFEST_PATH, parseManifest, slugOf } from '../contract/manifest.ts';
import { isFunctionId, parseSlug, quote } from '../contract/names.ts';
import { parseJson } from '../contract/plainJson.ts';
import type { BranchTip, RepoReader } from '../git/gitStore.ts';

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
  for (const tip of branches) if ((await slugOfTree(repo, tip)) === name) drafts.push(tip);
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

/** The slug that the aerostack.json of a branch stands for, read without its other files. */
export async function slugOfTree(
  repo: RepoReader,
  { tree }: Pick<BranchTip, 'tree'>,
): Promise<string | undefined> {
  const entry = (await repo.tree(tree)).find(({ name }) => name === MANIFEST_PATH);
  if (!entry) return undefined;
  return slugOf(
    parseManifest(parseJson(Buffer.from(await repo.blob(entry.oid)).toString('utf8'), MANIFEST_PATH)),
  );
}
