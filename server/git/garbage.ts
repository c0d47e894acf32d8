import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { administer } from './administration.ts';
import { isPresent, syncPath, unlessMissing } from './durable.ts';
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

/** The bytes of all files below a folder; of none where there is none. */
export async function bytesBelow(folder: string): Promise<number> {
  const entries = (await readdir(folder, { recursive: true }).catch(unlessMissing)) ?? [];
  let bytes = 0;
  for (const entry of entries) {
    // What is deleted while it is counted counts no more.
    const found = await lstat(join(folder, entry)).catch(unlessMissing);
    if (found?.isFile()) bytes += found.size;
  }
  return bytes;
}
