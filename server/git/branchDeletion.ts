import type { Username } from '../contract/names.ts';
import type { GitRuntime } from './gitProcess.ts';
import { type RefName, repoPath } from './layout.ts';
import { listRefs } from './refListing.ts';
import { openRefTransaction, type RefUpdate, syncRefs } from './refTransaction.ts';
import { corrupt } from './storeErrors.ts';

/** Deletes the refs of all that an account has not published, whatever it holds; how many. Only under its lock. */
export async function deleteBranches(
  runtime: GitRuntime,
  account: Username,
  syncRefFiles: boolean,
): Promise<number> {
  const refs = await listRefs(runtime, account, [
    ...(['refs/heads/drafts/', 'refs/heads/functions/', 'refs/heads/proposals/'] as const),
  ]);
  const updates = refs.map(({ ref, oid }): RefUpdate => ({ ref: ref as RefName, old: oid, new: null }));
  if (updates.length === 0) return 0;
  const repo = repoPath(runtime.dataDir, account);
  const { ok, stderr } = await openRefTransaction(runtime, repo).commit(updates, () => {});
  if (!ok) throw corrupt(`store of ${account}`, new Error(stderr));
  await syncRefs(repo, updates, syncRefFiles);
  return updates.length;
}
