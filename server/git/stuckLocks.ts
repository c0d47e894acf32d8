import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Username } from '../contract/names.ts';
import { unlessMissing } from './durable.ts';
import { lockPath } from './layout.ts';
import { heldSince } from './lockFile.ts';
import type { ProcessIdentity } from './processIdentity.ts';

/** Longer than any write, repack or recovery takes: whoever holds a lock for this long, in milliseconds, hangs. */
const STUCK_AFTER = 5 * 60_000;
const SUFFIX = '.lock';

/** The names of the accounts whose lock a living process keeps for longer than any work under it takes. */
export async function stuckLocks(dataDir: string, self: ProcessIdentity): Promise<string[]> {
  const folder = dirname(lockPath(dataDir, '' as Username));
  const names = (await readdir(folder).catch(unlessMissing)) ?? [];
  const stuck: string[] = [];
  for (const name of names.filter((one) => one.endsWith(SUFFIX))) {
    const since = await heldSince(join(folder, name), self);
    if (since !== undefined && Date.now() - since > STUCK_AFTER) stuck.push(name.slice(0, -SUFFIX.length));
  }
  return stuck.sort();
}
