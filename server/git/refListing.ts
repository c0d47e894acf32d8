import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Oid, Username } from '../contract/names.ts';
import type { Refs } from '../domain/planBackup.ts';
import { isPresent, unlessMissing } from './durable.ts';
import { type GitRuntime, outputOf, spawnReader } from './gitProcess.ts';
import { parseRepoFolder, publishedRef, repoPath, repositoriesPath } from './layout.ts';
import { refOnDisk } from './refOnDisk.ts';
import { corrupt } from './storeErrors.ts';

/** The full names and oids of an account's refs below the given folders, in one spawn; no object is read. */
export async function listRefs(
  runtime: GitRuntime,
  account: Username,
  below: readonly `refs/${string}`[],
): Promise<{ ref: string; oid: Oid }[]> {
  return listRefsAt(runtime, repoPath(runtime.dataDir, account), below);
}

/** The same for the repository at a path; none where there is none. */
export async function listRefsAt(
  runtime: GitRuntime,
  repo: string,
  below: readonly `refs/${string}`[],
): Promise<{ ref: string; oid: Oid }[]> {
  if (!(await isPresent(repo))) return [];
  const args = ['for-each-ref', '--format=%(objectname) %(refname)', ...below];
  const { exitCode, stdout, stderr } = await outputOf(spawnReader(runtime, repo, args));
  if (exitCode !== 0) throw corrupt(`store ${basename(repo)}`, new Error(stderr.trim()));
  const lines = stdout.toString('utf8').split('\n').filter(Boolean);
  return lines.map((line) => ({ oid: line.slice(0, 40) as Oid, ref: line.slice(41) }));
}

/** Every ref of an account; throws `OBJECT_CORRUPT` where one of them cannot be read, which others leave out. */
export async function listAllRefs(runtime: GitRuntime, account: Username): Promise<Refs> {
  const repo = repoPath(runtime.dataDir, account);
  if (!(await isPresent(repo))) return {};
  const args = ['for-each-ref', '--format=%(objectname) %(refname)'];
  const { exitCode, stdout, stderr } = await outputOf(spawnReader(runtime, repo, args));
  if (exitCode !== 0 || stderr !== '') throw corrupt(`ref of ${account}`, new Error(stderr.trim()));
  const lines = stdout.toString('utf8').split('\n').filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(41), line.slice(0, 40) as Oid]));
}

/** The accounts that have a repository below the data folder, in name order. */
export async function listAccounts(dataDir: string): Promise<Username[]> {
  const names = (await readdir(repositoriesPath(dataDir)).catch(unlessMissing)) ?? [];
  return names
    .map(parseRepoFolder)
    .filter((account) => account !== undefined)
    .sort();
}

/** What `published` is at, of every account that has published; no git is started, of which there would be thousands. */
export async function publishedTips(dataDir: string): Promise<Map<Username, Oid>> {
  const tips = new Map<Username, Oid>();
  for (const account of await listAccounts(dataDir)) {
    const tip = await refOnDisk(repoPath(dataDir, account), publishedRef);
    if (tip !== undefined) tips.set(account, tip);
  }
  return tips;
}
