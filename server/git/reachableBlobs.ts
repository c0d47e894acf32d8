import { createInterface } from 'node:readline';
import type { Oid } from '../contract/names.ts';
import { endOf, type GitRuntime, spawnReader } from './gitProcess.ts';
import { corrupt } from './storeErrors.ts';

/**
 * Those of the wanted objects that refs or commits of a repository reach, their whole history included. Throws
 * `OBJECT_CORRUPT` where a part of it is missing.
 */
export async function reachableOf(
  runtime: GitRuntime,
  repo: string,
  tips: readonly Oid[] | 'all',
  wanted: ReadonlySet<Oid>,
): Promise<Set<Oid>> {
  const child = spawnReader(runtime, repo, [
    ...['rev-list', '--objects', '--no-object-names'],
    ...(tips === 'all' ? ['--all'] : ['--stdin']),
  ]);
  child.stdin.end(tips === 'all' ? '' : tips.map((oid) => `${oid}\n`).join(''));
  const ended = endOf(child);
  const found = new Set<Oid>();
  for await (const line of createInterface({ input: child.stdout })) {
    const oid = line.slice(0, 40) as Oid;
    if (wanted.has(oid)) found.add(oid);
  }
  const { exitCode, stderr } = await ended;
  if (exitCode !== 0) throw corrupt(repo, new Error(stderr));
  return found;
}
