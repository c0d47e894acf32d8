import { LRUCache } from 'lru-cache';
import type { Status } from '../contract/answers.ts';
import type { FunctionId, Oid, Slug, Username, Version } from '../contract/names.ts';
import { type Actor, requireScope } from '../domain/access.ts';
import { branchStatus } from '../domain/branchStatus.ts';
import { newestOf, type PublishedVersion } from '../domain/publishedVersion.ts';
import type { FunctionRoot } from '../domain/versionTrees.ts';
import type { Source } from '../domain/writePlan.ts';
import type { BranchTip, RepoReader } from '../git/gitStore.ts';
import { branchName } from '../git/layout.ts';
import { readableRoot } from './ownBranch.ts';
import type { Stores } from './stores.ts';

/** A draft or slug branch among an author's own. */
export interface OwnBranch {
  readonly id: FunctionId;
  readonly kind: 'draft' | 'slug';
  readonly slug: Slug;
  readonly name: string;
  /** As aerostack.json states it. */
  readonly version: Version | undefined;
  readonly status: Status;
  readonly source: Source;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/** A function of an author's own: what is published of it, and its branches, the slug branch first, then by age. */
export interface OwnFunction {
  readonly slug: Slug;
  readonly name: string;
  readonly published:
    | { readonly version: Version; readonly publishedAt: number; readonly count: number }
    | undefined;
  readonly branches: readonly OwnBranch[];
}

/** All that is an author's own. */
export interface OwnFunctions {
  /** Last changed first. */
  readonly functions: readonly OwnFunction[];
  /** The names of branches that cannot be read. */
  readonly damaged: readonly string[];
}

/** Reads all functions of the actor's own. */
export type ReadOwnFunctions = (actor: Actor) => Promise<OwnFunctions>;

const CACHED_ROOTS = 20_000;

/** Makes the reader, which keeps what a tree says of itself: it never changes, and there may be thousands of drafts. */
export function createReadOwnFunctions(
  stores: Pick<Stores, 'git' | 'index' | 'onTakedown'>,
): ReadOwnFunctions {
  const roots = new LRUCache<string, FunctionRoot>({ max: CACHED_ROOTS });

  stores.onTakedown(() => roots.clear());
  const rootOf = async (account: Username, repo: RepoReader, tip: BranchTip) => {
    const key = `${account} ${tip.tree as Oid}`;
    const known = roots.get(key);
    if (known) return known;
    const root = await readableRoot(repo, tip);
    if (root) roots.set(key, root);
    return root;
  };

  return async (actor) => {
    requireScope(actor, 'read');
    const account = actor.username;
    const repo = stores.git.reader(account);
    const { tips, unreadable } = await repo.surveyBranches();
    const versions = bySlug(await stores.index.versionsOfAccount(account));
    const damaged = unreadable.map(branchName);
    const own: OwnBranch[] = [];
    const mayAct = (slug: Slug) => actor.functions === null || actor.functions.includes(slug);
    const read = await Promise.all(
      tips.map(async (tip) => ({ tip, root: await rootOf(account, repo, tip) })),
    );
    for (const { tip, root } of read) {
      if (!root) damaged.push(branchName(tip.branch));
      else if (mayAct(root.slug)) own.push(ownBranchOf(tip, root, versions.get(root.slug) ?? []));
    }
    const branches = bySlug(own);
    const slugs = new Set([...branches.keys(), ...[...versions.keys()].filter(mayAct)]);
    const functions = [...slugs].map((slug) =>
      functionOf(slug, branches.get(slug) ?? [], versions.get(slug) ?? []),
    );
    return { functions: functions.sort((a, b) => changedAt(b) - changedAt(a)), damaged: damaged.sort() };
  };
}

function ownBranchOf(tip: BranchTip, root: FunctionRoot, published: readonly PublishedVersion[]): OwnBranch {
  return {
    id: tip.functionId,
    kind: tip.branch.kind,
    slug: root.slug,
    name: root.manifest.name ?? root.slug,
    version: root.manifest.version,
    status: branchStatus(root, tip.functionId, published),
    source: tip.source,
    updatedAt: tip.updatedAt,
  };
}

function functionOf(
  slug: Slug,
  branches: readonly OwnBranch[],
  versions: readonly PublishedVersion[],
): OwnFunction {
  const ordered = [...branches].sort(
    (a, b) =>
      Number(b.kind === 'slug') - Number(a.kind === 'slug') ||
      b.updatedAt - a.updatedAt ||
      (a.id < b.id ? 1 : -1),
  );
  const newest = newestOf(versions);
  return {
    slug,
    name: ordered[0]?.name ?? slug,
    published: newest && {
      version: newest.version,
      publishedAt: newest.publishedAt,
      count: versions.length,
    },
    branches: ordered,
  };
}

function changedAt({ branches, published }: OwnFunction): number {
  return branches.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt), published?.publishedAt ?? 0);
}

function bySlug<T extends { readonly slug: Slug }>(all: readonly T[]): Map<Slug, T[]> {
  const grouped = new Map<Slug, T[]>();
  for (const one of all) {
    const known = grouped.get(one.slug);
    if (known) known.push(one);
    else grouped.set(one.slug, [one]);
  }
  return grouped;
}
