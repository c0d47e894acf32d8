import type { Oid, Username } from '../../contract/names.ts';
import type { DataFault } from '../../domain/dataFault.ts';
import { isAncestor } from '../ancestry.ts';
import { isPresent } from '../durable.ts';
import { type GitRuntime, outputOf, spawnReader } from '../gitProcess.ts';
import { mirrorPath, publishedRef, repoPath } from '../layout.ts';
import { isMirrorCurrent } from '../mirror.ts';
import { inspectObjects } from './inspectRepository.ts';
import { readRawRefs } from './rawRefs.ts';

/**
 * What is wrong with the public copy of an account: that it is behind is not, it is brought up to date when somebody
 * asks for it. Only under the account's lock. A repository that cannot be read says nothing about what is public.
 */
export async function inspectMirror(
  runtime: GitRuntime,
  account: Username,
  isReadable: boolean,
): Promise<DataFault[]> {
  const mirror = mirrorPath(runtime.dataDir, account);
  if (!(await isPresent(mirror))) return [];
  const damaged = await inspectObjects(runtime, mirror, 'MIRROR_DAMAGED', account);
  if (damaged.length > 0) return damaged;
  const exposed = await exposedObjects(runtime, mirror);
  return [
    ...(await differingRefs(runtime, account, isReadable)),
    ...exposed.map((what): DataFault => ({ code: 'MIRROR_EXPOSES', account, what })),
  ];
}

/** What the mirror alone still has of what was published is the repository's fault. */
async function differingRefs(
  runtime: GitRuntime,
  account: Username,
  isReadable: boolean,
): Promise<DataFault[]> {
  const repo = repoPath(runtime.dataDir, account);
  const [{ refs: shown }, { refs: own, damaged }] = await Promise.all([
    readRawRefs(mirrorPath(runtime.dataDir, account)),
    readRawRefs(repo),
  ]);
  const isPublic = (ref: string) => ref === publishedRef || ref.startsWith('refs/tags/');
  const isBehind = async (ref: string, oid: Oid) =>
    ref === publishedRef && own[ref] !== undefined && (await isAncestor(runtime, repo, oid, own[ref]));
  const faults: DataFault[] = [];
  for (const [ref, oid] of Object.entries(shown)) {
    const isGone = isPublic(ref) && !(ref in own);
    if (isGone && !damaged.includes(ref)) faults.push({ code: 'REF_MISSING', account, what: ref });
    if (!isGone && isReadable && (!isPublic(ref) || (own[ref] !== oid && !(await isBehind(ref, oid)))))
      faults.push({ code: 'MIRROR_DIFFERS', account, what: ref });
  }
  if (!isReadable || !(await isMirrorCurrent(runtime, account))) return faults;
  const lacking = Object.keys(own).filter((ref) => isPublic(ref) && !(ref in shown));
  return [...faults, ...lacking.map((what): DataFault => ({ code: 'MIRROR_DIFFERS', account, what }))];
}

/** Objects that no ref of the mirror reaches, and that everybody could have by their oid all the same. */
async function exposedObjects(runtime: GitRuntime, mirror: string): Promise<string[]> {
  const all = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)'];
  const [held, reached] = await Promise.all([
    outputOf(spawnReader(runtime, mirror, all)),
    outputOf(spawnReader(runtime, mirror, ['rev-list', '--objects', '--all', '--no-object-names'])),
  ]);
  const known = new Set(reached.stdout.toString('latin1').split('\n'));
  return held.stdout
    .toString('latin1')
    .split('\n')
    .filter((oid) => !known.has(oid));
}
