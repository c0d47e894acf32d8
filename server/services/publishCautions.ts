import { isRegistryError } from '../contract/errors.ts';
import type { Oid } from '../contract/names.ts';
import { newestOf, type PublishedVersion } from '../domain/publishedVersion.ts';
import { type UndoneChange, undoneChanges } from '../domain/undoneChanges.ts';
import { versionLine } from '../domain/versionLine.ts';
import type { BranchTip, RepoReader } from '../git/gitStore.ts';

/** Versions further back are not looked at: what one of them changed is hardly undone by mistake. */
const MOST_VERSIONS = 20;
const MOST_PATHS = 5;

/** The cautions, and none where what they are told from is damaged: publishing goes on, and is what repairs it. */
export async function publishCautions(
  ...[repo, tip, published]: Parameters<typeof cautionsOf>
): Promise<string[]> {
  try {
    return await cautionsOf(repo, tip, published);
  } catch (error) {
    if (isRegistryError(error, 'OBJECT_CORRUPT')) return [];
    throw error;
  }
}

/**
 * What an author should know before a branch is published over the newest version: that it has files as they were
 * before, or was begun without it. `published` are the function's versions.
 */
async function cautionsOf(
  repo: RepoReader,
  tip: Pick<BranchTip, 'branch' | 'functionId' | 'createdAt' | 'updatedAt' | 'tree'>,
  published: readonly PublishedVersion[],
): Promise<string[]> {
  const newest = newestOf(published);
  if (!newest || newest.tree === tip.tree) return [];
  const undone = await undoneBy(repo, tip.tree, versionLine(newest, published).slice(0, MOST_VERSIONS));
  if (undone.length > 0) return sentencesOf(undone);
  // A slug branch advances, so that what it was last given tells its age; a draft is begun once.
  const begun = tip.branch.kind === 'slug' ? tip.updatedAt : (tip.createdAt ?? tip.updatedAt);
  const isOlder = newest.functionId !== tip.functionId && begun < newest.publishedAt;
  if (!isOlder) return [];
  return [
    `This was begun before ${newest.version} was published from elsewhere: make sure that it has what ${newest.version} changed.`,
  ];
}

async function undoneBy(
  repo: RepoReader,
  tree: Oid,
  line: readonly PublishedVersion[],
): Promise<UndoneChange[]> {
  const [draft, ...versions] = await Promise.all([tree, ...line.map((one) => one.tree)].map(repo.paths));
  return undoneChanges(
    draft!,
    line.map(({ version }, index) => ({ version, paths: versions[index]! })),
  );
}

/** One for each version whose change is undone. */
function sentencesOf(undone: readonly UndoneChange[]): string[] {
  const versions = [...new Set(undone.map(({ version }) => version))];
  return versions.map((version) => {
    const paths = undone.filter((one) => one.version === version).map(({ path }) => path);
    const more = paths.length > MOST_PATHS ? ` and ${paths.length - MOST_PATHS} more` : '';
    return `Publishing this undoes what ${version} changed in ${paths.slice(0, MOST_PATHS).join(', ')}${more}.`;
  });
}
