import { administer } from './administration.ts';
import { isPresent, syncPath } from './durable.ts';
import type { GitRuntime } from './gitProcess.ts';
import { packFolder } from './packWriter.ts';

/**
 * Packs all that refs reach into one file, and deletes what none has reached for a day: a push that is being received may
 * be about to reach what is younger. Only under the account's lock.
 */
export async function collectGarbage(runtime: GitRuntime, repo: string): Promise<void> {
  if (!(await isPresent(repo))) return;
  const git = administer(runtime, repo);
  await git.raw('repack', '-q', '-n', '-A', '-d', '--unpack-unreachable=1.day.ago');
  await git.raw('prune', '--expire=1.day.ago');
  await git.raw('pack-refs', '--all', '--prune');
  await Promise.all([packFolder(repo), repo].map(syncPath));
}
