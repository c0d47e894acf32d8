import { RegistryError } from '../contract/errors.ts';
import {
  type Oid,
  type PortablePath,
  parseFunctionSpec,
  parseVersion,
  type Username,
} from '../contract/names.ts';
import { newestOf, type PublishedVersion, tagName } from '../domain/publishedVersion.ts';
import { specOf, type TakenDownVersion } from '../domain/takedown.ts';
import { versionTrees } from '../domain/versionTrees.ts';
import type { BranchTip, RepoReader } from '../git/gitStore.ts';
import { branchName } from '../git/layout.ts';
import { readableRoot } from './ownBranch.ts';

/** The versions of one account that are to be taken down, by tag name. */
export interface NamedVersions {
  readonly account: Username;
  readonly tags: ReadonlySet<string>;
}

/** A file of what is to be taken down. */
export interface TakedownFile {
  readonly path: PortablePath;
  readonly oid: Oid;
  /** What else has the same file and stays: versions and branches, as people write them. Where there is none, it goes. */
  readonly stays: readonly string[];
}

/** What a takedown would do. */
export interface TakedownPlan {
  readonly account: Username;
  readonly versions: readonly PublishedVersion[];
  /** Those of the named that were taken down before. */
  readonly already: readonly TakenDownVersion[];
  /** Of all these versions, in path order. */
  readonly files: readonly TakedownFile[];
  /** Branches with the very files of a version, or with any of them where `everywhere` says so: they are deleted. */
  readonly removed: readonly BranchTip[];
  /** Branches that had some of it before: they keep their files and lose their history. */
  readonly begunAnew: readonly BranchTip[];
  /** Versions that keep their files and get a new commit and tag, since they were published later. */
  readonly moved: readonly PublishedVersion[];
  /** What the Hub shows of each function then; nothing where no version is left. */
  readonly shown: readonly { readonly function: string; readonly version: string | undefined }[];
}

const AT_ONCE = 25;

/** Reads `author/slug@version`, several of one account; throws `USAGE`, and as the names' parsers do. */
export function parseNamedVersions(specs: readonly string[]): NamedVersions {
  const named = specs.map((spec) => {
    const { author, slug, range } = parseFunctionSpec(spec);
    if (author === undefined || range === undefined)
      throw new RegistryError('USAGE', `"${spec}" does not name one version of an account's`, {
        hint: 'Name it as username/slug@1.2.0.',
      });
    return { author, tag: tagName(slug, parseVersion(range)) };
  });
  const account = named[0]?.author;
  if (account === undefined || named.some(({ author }) => author !== account))
    throw new RegistryError('USAGE', 'Versions of several accounts cannot be taken down at once', {
      hint: 'Run the command once for each account.',
    });
  return { account, tags: new Set(named.map(({ tag }) => tag)) };
}

/**
 * Finds out what taking versions down would do. What other versions have too stays, since they go on being served, and
 * so does what a draft of other content has; `everywhere` deletes such drafts. Throws `NOT_FOUND`, or `OBJECT_CORRUPT`
 * where the repository has to be mended first.
 */
export async function planTakedown(
  repo: RepoReader,
  { account, tags }: NamedVersions,
  { everywhere }: { everywhere: boolean },
): Promise<TakedownPlan> {
  const { published, takenDown } = await repo.surveyVersions();
  const isNamed = ({ slug, version }: PublishedVersion) => tags.has(tagName(slug, version));
  const versions = published.filter(isNamed);
  const already = takenDown.filter(isNamed);
  for (const tag of tags)
    if (![...versions, ...already].some(({ slug, version }) => tagName(slug, version) === tag))
      throw new RegistryError('NOT_FOUND', `There is no published version ${account}/${tag}`);
  const rest = published.filter((one) => !isNamed(one));
  const files = new Map<string, { path: PortablePath; oid: Oid }>();
  for (const { tree } of versions)
    for (const [path, oid] of await repo.paths(tree)) files.set(`${path} ${oid}`, { path, oid });
  const owners = new Map([...files.values()].map(({ oid }) => [oid, [] as string[]]));

  await inTurns(rest, async (version) => {
    for (const oid of new Set((await repo.paths(version.tree)).values()))
      owners.get(oid)?.push(specOf(version));
  });
  const own = new Set([...owners].flatMap(([oid, others]) => (others.length === 0 ? [oid] : [])));
  const { removed, kept, held } = await sortBranches(repo, versions, own, everywhere);
  for (const [tip, oids] of held) for (const oid of oids) owners.get(oid)?.push(branchName(tip.branch));
  const gone = new Set([...owners].flatMap(([oid, others]) => (others.length === 0 ? [oid] : [])));
  const first = Math.min(...versions.map(({ publishedAt }) => publishedAt));
  return {
    ...{ account, versions, already, removed },
    files: [...files.values()]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map((file) => ({ ...file, stays: (owners.get(file.oid) ?? []).sort() })),
    begunAnew: await withHistoryOf(repo, kept, gone),
    moved: rest.filter(({ publishedAt }) => publishedAt > first),
    shown: [...new Set(versions.map(({ slug }) => slug))].map((slug) => ({
      function: `${account}/${slug}`,
      version: newestOf(rest.filter((one) => one.slug === slug))?.version,
    })),
  };
}

interface SortedBranches {
  readonly removed: BranchTip[];
  readonly kept: BranchTip[];
  /** Which of the files those that are kept have. */
  readonly held: Map<BranchTip, Oid[]>;
}

async function sortBranches(
  repo: RepoReader,
  versions: readonly PublishedVersion[],
  own: ReadonlySet<Oid>,
  everywhere: boolean,
): Promise<SortedBranches> {
  const { tips } = await repo.surveyBranches();
  const sorted: SortedBranches = { removed: [], kept: [], held: new Map() };
  await inTurns(tips, async (tip) => {
    const oids = [...new Set((await repo.paths(tip.tree)).values())].filter((oid) => own.has(oid));
    if ((everywhere && oids.length > 0) || (await isSame(repo, tip, versions))) {
      sorted.removed.push(tip);
      return;
    }
    sorted.kept.push(tip);
    if (oids.length > 0) sorted.held.set(tip, oids);
  });
  return sorted;
}

/** Whether a branch has the very files of one of the versions, whatever version it states. */
async function isSame(
  repo: RepoReader,
  tip: BranchTip,
  versions: readonly PublishedVersion[],
): Promise<boolean> {
  const root = await readableRoot(repo, tip);
  if (!root) return false;
  const treeOf = versionTrees(root);
  return versions.some(({ slug, version, tree }) => slug === root.slug && treeOf(version) === tree);
}

/** Those of the branches whose history has any of the files. */
async function withHistoryOf(
  repo: RepoReader,
  tips: readonly BranchTip[],
  gone: ReadonlySet<Oid>,
): Promise<BranchTip[]> {
  // A repository that lacks objects could not be packed anew afterwards.
  await repo.reachableOf('all', gone);
  if (tips.length === 0) return [];
  const reached = await repo.reachableOf(
    tips.map(({ commit }) => commit),
    gone,
  );
  if (reached.size === 0) return [];
  const found: BranchTip[] = [];
  await inTurns(
    tips,
    async (tip) => {
      if ((await repo.reachableOf([tip.commit], reached)).size > 0) found.push(tip);
    },
    4,
  );
  return found;
}

async function inTurns<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
  atOnce = AT_ONCE,
): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce)
    await Promise.all(all.slice(from, from + atOnce).map(work));
}
