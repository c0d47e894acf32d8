import { isRegistryError } from '../contract/errors.ts';
import { isOid, type Oid } from '../contract/names.ts';
import { compareTrees, countFiles, type FileChange } from '../domain/compareTrees.ts';
import { type DraftCommit, draftCommitOf } from '../domain/draftCommit.ts';
import type { BranchTip, RepoReader } from '../git/gitStore.ts';
import type { OpenDraft } from './openDraft.ts';
import { noSuchFunction } from './ownBranch.ts';

/** A commit of a branch's history, and how many files it changed in which way, where that can be told. */
export interface HistoryItem extends DraftCommit {
  readonly files: Record<FileChange['kind'], number> | undefined;
  /** Whether the branch began with it. */
  readonly isFirst: boolean;
}

/** A part of a branch's history, newest first. */
export interface DraftHistory {
  readonly items: readonly HistoryItem[];
  /** The commit that the next part begins with. */
  readonly next: Oid | undefined;
  /** Whether older commits are damaged, so that they are not there. */
  readonly broken: boolean;
}

const PAGE = 30;

/** Reads the registry's own commits on a branch, from its tip or from one of them on; throws `NOT_FOUND` for any other. */
export async function readDraftHistory(
  { repo, tip }: Pick<OpenDraft, 'repo' | 'tip'>,
  from?: string,
): Promise<DraftHistory> {
  const commits: DraftCommit[] = [];
  let broken = false;
  let found = from === undefined;
  try {
    for await (const commit of lineOf(repo, tip)) {
      found ||= commit.oid === from;
      if (found) commits.push(commit);
      if (commits.length > PAGE) break;
    }
  } catch (error) {
    if (!isRegistryError(error, 'OBJECT_CORRUPT')) throw error;
    broken = true;
  }
  if (!found) throw noSuchFunction();
  const items = commits.slice(0, PAGE).map(async (commit, index): Promise<HistoryItem> => {
    const before = commits[index + 1];
    const files = before && (await filesChanged(repo, before.tree, commit.tree));
    return { ...commit, files, isFirst: !before && !broken };
  });
  return { items: await Promise.all(items), next: commits[PAGE]?.oid, broken };
}

/** A commit of a branch's history, and the one before it; throws `NOT_FOUND` for any other than the registry's own there. */
export async function findDraftCommit(
  { repo, tip }: Pick<OpenDraft, 'repo' | 'tip'>,
  oid: string,
): Promise<{ commit: DraftCommit; before: DraftCommit | undefined }> {
  // An oid that the branch does not have must not be read at all: it may be anything of the account's.
  if (!isOid(oid)) throw noSuchFunction();
  let commit: DraftCommit | undefined;
  try {
    for await (const one of lineOf(repo, tip)) {
      if (commit) return { commit, before: one };
      if (one.oid === oid) commit = one;
    }
  } catch (error) {
    if (!commit || !isRegistryError(error, 'OBJECT_CORRUPT')) throw error;
  }
  if (!commit) throw noSuchFunction();
  return { commit, before: undefined };
}

/** The registry's own commits on a branch, by first parents from its tip back. */
async function* lineOf(
  repo: RepoReader,
  { commit: tip, functionId }: BranchTip,
): AsyncGenerator<DraftCommit> {
  for (let oid: Oid | undefined = tip; oid !== undefined; ) {
    const commit: DraftCommit | undefined = draftCommitOf(oid, await repo.commit(oid), functionId);
    // Where the author's own history begins: the first commit of a branch has it as its parent.
    if (!commit) return;
    yield commit;
    oid = commit.parent;
  }
}

async function filesChanged(repo: RepoReader, before: Oid, after: Oid): Promise<HistoryItem['files']> {
  try {
    return countFiles(compareTrees(await repo.paths(before), await repo.paths(after)));
  } catch (error) {
    if (isRegistryError(error, 'OBJECT_CORRUPT')) return undefined;
    throw error;
  }
}
