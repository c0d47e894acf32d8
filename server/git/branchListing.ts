import { type FunctionId, isFunctionId, type Oid, type Username } from '../contract/names.ts';
import { trailersOf } from '../domain/gitObjects.ts';
import type { FunctionBranch } from '../domain/writePlan.ts';
import type { BranchSurvey, BranchTip, RepoReader } from './gitStore.ts';
import { branchRef, parseBranchRef } from './layout.ts';
import { listRefs } from './refListing.ts';
import type { ReaderContext } from './repoReader.ts';
import { parseSource } from './trailers.ts';

/** The tips of all drafts and slug branches; one that cannot be read is logged, and named apart. */
export async function listBranches(
  context: ReaderContext,
  account: Username,
  reader: RepoReader,
): Promise<BranchSurvey> {
  const unreadable: FunctionBranch[] = [];
  const refs = await listRefs(context.runtime, account, ['refs/heads/drafts/', 'refs/heads/functions/']);
  const tips = await Promise.all(
    refs.map(async ({ ref, oid }) => {
      const branch = parseBranchRef(ref);
      return (
        branch &&
        readBranch(reader, branch, oid).catch((error: unknown) => {
          context.log({ msg: 'a branch cannot be read', account, ref, error });
          unreadable.push(branch);
          return undefined;
        })
      );
    }),
  );
  return { tips: tips.filter((tip) => tip !== undefined), unreadable };
}

/** The drafts and slug branches that there are, by their refs alone: no object is read. */
export async function listBranchNames(
  runtime: ReaderContext['runtime'],
  account: Username,
): Promise<FunctionBranch[]> {
  const refs = await listRefs(runtime, account, ['refs/heads/drafts/', 'refs/heads/functions/']);
  return refs.map(({ ref }) => parseBranchRef(ref)).filter((branch) => branch !== undefined);
}

/** What the tip of a branch says; throws where it is not a commit of the registry's own. */
export async function readBranch(reader: RepoReader, branch: FunctionBranch, oid: Oid): Promise<BranchTip> {
  const commit = await reader.commit(oid);
  const trailers = trailersOf(commit.message);
  const functionId = branch.kind === 'draft' ? branch.id : trailers.get('Function-Id');
  const source = parseSource(trailers.get('Source'));
  if (functionId === undefined || !isFunctionId(functionId) || !source) {
    throw new Error(
      `the tip ${oid} of ${branchRef(branch)} lacks the trailers of the registry's own commits`,
    );
  }
  return {
    branch,
    commit: oid,
    tree: commit.tree,
    functionId,
    source,
    sourceCommit: trailers.get('Source-Commit'),
    updatedAt: commit.committer.seconds * 1000,
    createdAt: creationTime(functionId),
  };
}

/** A function's ID starts with the time it was made at: twelve hex digits of milliseconds. */
function creationTime(id: FunctionId): number {
  return Number.parseInt(id.slice(3, 15), 16);
}
