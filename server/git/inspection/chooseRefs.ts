import { isFunctionId, type Oid } from '../../contract/names.ts';
import { type GitObject, parseCommit } from '../../domain/gitObjects.ts';
import type { Refs } from '../../domain/planBackup.ts';
import { type GitRuntime, outputOf, spawnReader } from '../gitProcess.ts';
import { draftRef, parseBranchRef, parseTagRef, publishedRef, tagRef } from '../layout.ts';
import { writePack } from '../packWriter.ts';
import { versionTag } from '../planObjects.ts';

/** What is known of an account's refs. */
export interface KnownRefs {
  /** What the repository's own files hold. */
  readonly own: Refs;
  /** Refs whose own file holds none. */
  readonly damaged: readonly string[];
  /** Whether refs may be missing that nothing of the repository names any more. */
  readonly isListLost: boolean;
  /** What others know, the newest first. */
  readonly others: readonly Refs[];
}

/**
 * Chooses for each ref the first value that everything is there of, the repository's own before all others; `open` are those
 * that have none. What others alone know counts for what nothing deletes, and for refs whose own file is damaged.
 */
export async function chooseRefs(
  runtime: GitRuntime,
  repo: string,
  { own, damaged, isListLost, others }: KnownRefs,
): Promise<{ refs: Refs; open: string[] }> {
  const names = new Set([...Object.keys(own), ...damaged.filter((path) => path !== 'packed-refs')]);
  const isPermanent = (ref: string) => ref === publishedRef || ref.startsWith('refs/tags/');
  for (const ref of others.flatMap((refs) => Object.keys(refs)))
    if (isListLost || isPermanent(ref)) names.add(ref);
  const isComplete = await completeness(runtime, repo, Object.values(own));
  const refs: Record<string, Oid> = {};
  const open: string[] = [];
  for (const ref of names) {
    const candidates = [own[ref], ...others.map((known) => known[ref])].filter((oid) => oid !== undefined);
    const chosen = await firstOf(candidates, isComplete);
    if (chosen !== undefined) refs[ref] = chosen;
    else open.push(ref);
  }
  await findDrafts(runtime, repo, refs, isListLost ? 'all' : open);
  await makeTags(runtime, repo, refs);
  return { refs, open: open.filter((ref) => !(ref in refs)) };
}

async function firstOf(oids: readonly Oid[], test: (oid: Oid) => Promise<boolean>): Promise<Oid | undefined> {
  for (const oid of oids) if (await test(oid)) return oid;
  return undefined;
}

/** Asks for all at once first: where one is missing, each has to be asked for. */
async function completeness(runtime: GitRuntime, repo: string, oids: readonly Oid[]) {
  const reaches = async (wanted: readonly Oid[]) => {
    const child = spawnReader(runtime, repo, ['rev-list', '--objects', '--quiet', '--stdin']);
    child.stdin.end(wanted.map((oid) => `${oid}\n`).join(''));
    return (await outputOf(child)).exitCode === 0;
  };
  const known = new Map<Oid, boolean>();
  if (oids.length > 0 && (await reaches(oids))) for (const oid of oids) known.set(oid, true);
  return async (oid: Oid) => {
    const answer = known.get(oid) ?? (await reaches([oid]));
    known.set(oid, answer);
    return answer;
  };
}

const FORMAT = [
  '%H',
  '%P',
  '%(trailers:key=Function-Id,valueonly,separator=)',
  '%(trailers:key=Version,valueonly,separator=)',
].join('%x09');

/**
 * A draft whose ref is lost is still there as commits that name it; the newest is the one that none builds on. Of `all`
 * that no ref reaches, one that was deleted lately may come back: better than losing one.
 */
async function findDrafts(
  runtime: GitRuntime,
  repo: string,
  refs: Record<string, Oid>,
  wanted: readonly string[] | 'all',
): Promise<void> {
  if (wanted !== 'all' && !wanted.some((ref) => parseBranchRef(ref)?.kind === 'draft')) return;
  const ask = async (args: readonly string[], lines: readonly string[] = []) => {
    const child = spawnReader(runtime, repo, args);
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
    return (await outputOf(child)).stdout.toString('utf8').split('\n').filter(Boolean);
  };
  const types = await ask(['cat-file', '--batch-all-objects', '--batch-check=%(objecttype) %(objectname)']);
  const commits = types.flatMap((line) => (line.startsWith('commit ') ? line.slice(7) : []));
  const reached = new Set(await ask(['rev-list', '--stdin'], Object.values(refs)));
  const tips = new Map<string, Set<Oid>>();
  const parents = new Set<string>();
  for (const line of await ask(['log', '--no-walk=unsorted', '--stdin', `--format=${FORMAT}`], commits)) {
    const [oid, before = '', id = '', version] = line.split('\t');
    for (const parent of before.split(' ')) parents.add(parent);
    // The publish commit of a draft names it too.
    if (version || !isFunctionId(id) || reached.has(oid!)) continue;
    tips.set(draftRef(id), (tips.get(draftRef(id)) ?? new Set()).add(oid as Oid));
  }
  const isComplete = await completeness(runtime, repo, []);
  for (const [ref, oids] of tips) {
    if (ref in refs || (wanted !== 'all' && !wanted.includes(ref))) continue;
    const newest = [...oids].filter((oid) => !parents.has(oid));
    // More than one would be a guess.
    if (newest.length === 1 && (await isComplete(newest[0]!))) refs[ref] = newest[0]!;
  }
}

const VERSION =
  '%H%x09%(trailers:key=Slug,valueonly,separator=)%x09%(trailers:key=Version,valueonly,separator=)';

/** A tag is determined by its version's commit, so that one that nobody knows any more is made again, the same object. */
async function makeTags(runtime: GitRuntime, repo: string, refs: Record<string, Oid>): Promise<void> {
  const tip = refs[publishedRef];
  if (tip === undefined) return;
  const args = ['log', '--first-parent', `--format=${VERSION}`, tip];
  const { stdout } = await outputOf(spawnReader(runtime, repo, args));
  const tags: GitObject[] = [];
  for (const line of stdout.toString('utf8').split('\n')) {
    const [commit, slug, version] = line.split('\t');
    const named = version ? parseTagRef(`refs/tags/${slug}@${version}`) : undefined;
    if (!named || tagRef(named.slug, named.version) in refs) continue;
    const read = await outputOf(spawnReader(runtime, repo, ['cat-file', 'commit', commit!]));
    const tag = versionTag(named.slug, named.version, commit as Oid, parseCommit(read.stdout));
    tags.push(tag);
    refs[tagRef(named.slug, named.version)] = tag.oid;
  }
  if (tags.length > 0) await writePack(repo, tags);
}
