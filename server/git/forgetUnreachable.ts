import { administer } from './administration.ts';
import { syncPath } from './durable.ts';
import type { GitRuntime } from './gitProcess.ts';
import { packFolder } from './packWriter.ts';

/**
 * Removes from a repository's disk what no ref reaches. Only under the account's lock, and only where no push may
 * still count on such objects.
 */
export async function forgetUnreachable(runtime: GitRuntime, repo: string): Promise<void> {
  const git = administer(runtime, repo);
  await git.raw('reflog', 'expire', '--expire=now', '--all');
  await git.raw('repack', '-q', '-n', '-a', '-d');
  await git.raw('prune', '--expire=now');
  await git.raw('pack-refs', '--all');
  await Promise.all([packFolder(repo), repo].map(syncPath));
}
