import { administer } from './administration.ts';
import { syncPath } from './durable.ts';
import type { GitRuntime } from './gitProcess.ts';
import { packFolder } from './packWriter.ts';

/** Packs objects and refs into fewer files, losing none; only under the account's lock. */
export async function repack(runtime: GitRuntime, repo: string, geometric: boolean): Promise<void> {
  const git = administer(runtime, repo);
  // Both forms keep what no ref reaches: another process may be about to reach it.
  const how = geometric ? ['-d', '--geometric=2'] : ['-a', '-d', '-k'];
  await git.raw('repack', '-q', '-n', ...how);
  await git.raw('pack-refs', '--all');
  await Promise.all([packFolder(repo), repo].map(syncPath));
}
