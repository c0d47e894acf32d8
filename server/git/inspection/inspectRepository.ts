import { join } from 'node:path';
import type { Oid, Username } from '../../contract/names.ts';
import type { DataFault } from '../../domain/dataFault.ts';
import { shownVersion } from '../../domain/versions.ts';
import { isPresent, readIfPresent } from '../durable.ts';
import { type GitRuntime, outputOf, spawnReader } from '../gitProcess.ts';
import type { RepoReader } from '../gitStore.ts';
import { parseTagRef, publishedRef, repoPath, tagRef } from '../layout.ts';
import { isDeclaredRef, readRawRefs } from './rawRefs.ts';

/** What is wrong with the files that make an account's folder a repository, and with its refs; only under the lock. */
export async function inspectFiles(runtime: GitRuntime, account: Username): Promise<DataFault[]> {
  const repo = repoPath(runtime.dataDir, account);
  const below = (path: string) => `git/${account}.git/${path}`;
  const faults: DataFault[] = [];
  const damaged = (path: string, seen: string) =>
    faults.push({ code: 'REPOSITORY_DAMAGED', account, what: below(path), seen });
  const head = await readIfPresent(join(repo, 'HEAD'));
  if (head !== `ref: ${publishedRef}\n`) damaged('HEAD', head === undefined ? 'missing' : 'points elsewhere');
  if (!(await isConfigWhole(runtime, repo)))
    damaged('config', 'missing, unreadable, or lacks what it must say');
  for (const folder of ['objects', 'refs'])
    if (!(await isPresent(join(repo, folder)))) damaged(folder, 'missing');
  const { refs, damaged: unreadable } = await readRawRefs(repo);
  for (const path of unreadable) faults.push({ code: 'REF_DAMAGED', account, what: below(path) });
  for (const ref of Object.keys(refs))
    if (!isDeclaredRef(ref)) faults.push({ code: 'REF_UNKNOWN', account, what: below(ref) });
  return faults;
}

/** git would pack by itself, and believe what is pushed, without these. */
const CONFIGURED = { 'gc.auto': '0', 'receive.autogc': 'false', 'transfer.fsckobjects': 'true' };

async function isConfigWhole(runtime: GitRuntime, repo: string): Promise<boolean> {
  const args = ['config', '--file', join(repo, 'config'), '--list'];
  const { exitCode, stdout } = await outputOf(spawnReader(runtime, runtime.dataDir, args));
  const lines = new Set(stdout.toString('utf8').split('\n'));
  return exitCode === 0 && Object.entries(CONFIGURED).every(([key, value]) => lines.has(`${key}=${value}`));
}

/** What git finds wrong with the objects of a repository or mirror: a fault for each object or pack that it names. */
export async function inspectObjects(
  runtime: GitRuntime,
  repo: string,
  code: 'OBJECT_DAMAGED' | 'MIRROR_DAMAGED',
  account: Username,
): Promise<DataFault[]> {
  const args = ['fsck', '--full', '--strict', '--no-dangling', '--no-progress'];
  const { exitCode, stdout, stderr } = await outputOf(spawnReader(runtime, repo, args));
  if (exitCode === 0) return [];
  const faults = new Map<string, DataFault>();
  const place = repo.slice(runtime.dataDir.length + 1);
  for (const line of `${stdout.toString('utf8')}\n${stderr}`.split('\n')) {
    const seen = line
      .trim()
      .replace(/^(?:error|fatal): /, '')
      .replaceAll(`${runtime.dataDir}/`, '');
    // That a ref's own file holds nothing, or what HEAD points to, is told apart; what git only remarks on is no fault.
    if (seen === '' || /^(?:notice|hint|warning):|^HEAD: invalid|\b0{40}\b/.test(seen)) continue;
    const [what = place] = NAMED.flatMap((pattern) => pattern.exec(seen)?.[1] ?? []);
    if (!faults.has(what)) faults.set(what, { code, account, what, seen });
  }
  return [...faults.values()];
}

/** What a line of git's is about: a ref, a pack, or an object. */
const NAMED = [/^(refs\/\S+): invalid/, /\b(pack-[0-9a-f]{40})\b/, /\b([0-9a-f]{40})\b/];

const FORMAT =
  '%H%x09%(trailers:key=Slug,valueonly,separator=)%x09%(trailers:key=Version,valueonly,separator=)';

/** Where tags, `published` and each other disagree; only for a repository whose refs and objects are sound, under the lock. */
export async function inspectVersions(
  runtime: GitRuntime,
  account: Username,
  reader: RepoReader,
): Promise<DataFault[]> {
  const repo = repoPath(runtime.dataDir, account);
  const tip = await reader.resolve(publishedRef);
  if (tip === undefined) return [];
  const faults: DataFault[] = [];
  const log = await outputOf(
    spawnReader(runtime, repo, ['log', '--first-parent', `--format=${FORMAT}`, tip]),
  );
  for (const line of log.stdout.toString('utf8').split('\n')) {
    const [commit, slug, version] = line.split('\t');
    const named = version ? parseTagRef(`refs/tags/${slug}@${version}`) : undefined;
    if (!named) continue;
    const ref = tagRef(named.slug, named.version);
    const tag = await reader.resolve(ref);
    if (tag === undefined) faults.push({ code: 'TAG_MISSING', account, what: ref, seen: commit });
    else if ((await reader.tagTarget(tag).catch(() => undefined)) !== commit)
      faults.push({ code: 'TAG_DIFFERS', account, what: ref, seen: `the version is ${commit}` });
  }
  return [...faults, ...(await inspectCatalogue(account, reader, tip))];
}

async function inspectCatalogue(account: Username, reader: RepoReader, tip: Oid): Promise<DataFault[]> {
  const versions = await reader.publishedVersions();
  const shownIn = new Map<string, Oid>();
  const root = await reader.tree((await reader.commit(tip)).tree);
  for (const { name, oid } of root) shownIn.set(name, oid);
  const faults: DataFault[] = [];
  for (const slug of new Set(versions.map((one) => one.slug))) {
    const own = versions.filter((one) => one.slug === slug);
    const highest = shownVersion(own.map(({ version }) => version));
    const tree = own.find(({ version }) => version === highest)?.tree;
    if (shownIn.get(slug) !== tree)
      faults.push({
        code: 'CATALOGUE_DIFFERS',
        account,
        what: `published:${slug}`,
        seen: `${slug}@${highest}`,
      });
  }
  return faults;
}
