import type { Oid, PortablePath, Username } from '../contract/names.ts';
import { type FunctionFiles, parseCommit, parseTagTarget, parseTree } from '../domain/gitObjects.ts';
import { listBranches, listBranchNames, readBranch } from './branchListing.ts';
import type { GitRuntime } from './gitProcess.ts';
import type { GitLogEvent, RepoReader } from './gitStore.ts';
import { branchRef, mirrorPath, repoPath } from './layout.ts';
import type { ObjectReader } from './objectReader.ts';
import { heldObjects } from './purge.ts';
import { reachableOf } from './reachableBlobs.ts';
import { corrupt } from './storeErrors.ts';
import { folderIn } from './treeBytes.ts';
import { listVersions } from './versionListing.ts';

/** What all readers of one store share. */
export interface ReaderContext {
  readonly runtime: GitRuntime;
  readonly objects: ObjectReader;
  readonly log: (event: GitLogEvent) => void;
}

/** Reads one account's repository. */
export function createRepoReader(context: ReaderContext, account: Username): RepoReader {
  const { objects } = context;
  const reader: RepoReader = {
    resolve: (ref) => objects.resolve(account, ref),
    commit: async (oid) => parseCommit(await objects.read(account, oid, 'commit')),
    tree: async (oid) => parseTree(await objects.read(account, oid, 'tree')),
    blob: (oid) => objects.read(account, oid, 'blob'),
    tagTarget: async (tagOid) => parseTagTarget(await objects.read(account, tagOid, 'tag')),
    paths: (tree) => pathsBelow(reader, tree),
    contents: (paths) => contentsOf(reader, paths),
    files: async (tree) => contentsOf(reader, await reader.paths(tree)),
    subtree: async (commit, slug) => {
      const { tree } = await reader.commit(commit);
      return folderIn(await objects.read(account, tree, 'tree'), slug);
    },
    branch: async (branch) => {
      const oid = await reader.resolve(branchRef(branch));
      return oid && readBranch(reader, branch, oid);
    },
    branches: async () => (await reader.surveyBranches()).tips,
    surveyBranches: () => listBranches(context, account, reader),
    branchNames: () => listBranchNames(context.runtime, account),
    publishedVersions: async () => (await reader.surveyVersions()).published,
    surveyVersions: () => listVersions(context, account, reader),
    reachableOf: (tips, wanted) =>
      reachableOf(context.runtime, repoPath(context.runtime.dataDir, account), tips, wanted),
    heldObjects: async (oids) => {
      const { runtime } = context;
      const repos = [repoPath(runtime.dataDir, account), mirrorPath(runtime.dataDir, account)];
      const held = await Promise.all(repos.map((repo) => heldObjects(runtime, repo, oids)));
      return [...new Set(held.flat())];
    },
  };
  return reader;
}

/** Visits entries in the order of the tree, which is that of whole paths. */
async function pathsBelow(reader: RepoReader, root: Oid): Promise<Map<PortablePath, Oid>> {
  const visit = async (oid: Oid, prefix: string): Promise<[PortablePath, Oid][]> => {
    const entries = await reader.tree(oid);
    const parts = await Promise.all(
      entries.map(async ({ mode, name, oid: member }): Promise<[PortablePath, Oid][]> => {
        const path = `${prefix}${name}`;
        if (mode === '40000') return visit(member, `${path}/`);
        if (!mode.startsWith('100')) throw corrupt(oid, new Error(`${path} has mode ${mode}`));
        // Only trees that were written from portable paths are reachable.
        return [[path as PortablePath, member]];
      }),
    );
    return parts.flat();
  };
  return new Map(await visit(root, ''));
}

/** Asks for all blobs at once. */
async function contentsOf(reader: RepoReader, paths: ReadonlyMap<PortablePath, Oid>): Promise<FunctionFiles> {
  const files = [...paths].map(
    async ([path, oid]): Promise<[PortablePath, Uint8Array]> => [path, await reader.blob(oid)],
  );
  return new Map(await Promise.all(files));
}
