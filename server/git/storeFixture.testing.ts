import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type FunctionId,
  type Oid,
  type PortablePath,
  parseSlug,
  parseUsername,
  parseVersion,
  type Username,
} from '../contract/names.ts';
import type { FunctionFiles } from '../domain/gitObjects.ts';
import type { BranchWrite, PublishWrite, Written } from '../domain/writePlan.ts';
import { createGitStore, type GitLogEvent, type GitStore, type GitStoreOptions } from './gitStore.ts';
import { branchRef, publishedRef, repoPath } from './layout.ts';

/** The account that tests write to. */
export const alice: Username = parseUsername('alice');
/** A function's ID made at 1,700,000,000,000 ms. */
export const someId =
  `fn_${(1_700_000_000_000).toString(16).padStart(12, '0')}00112233445566778899` as FunctionId;
/** The time of all writes, in milliseconds since 1970. */
export const now = 1_750_000_000_123;

/** A folder that is deleted when the test has finished. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aerostack-git-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A store in a folder of its own, closed when the test has finished. */
export async function storeFixture(options: Partial<GitStoreOptions> = {}) {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const logged: GitLogEvent[] = [];
  const store = createGitStore({
    host: 'registry.test',
    log: (event) => logged.push(event),
    housekeepingEvery: 1000,
    ...options,
    dataDir,
  });
  onTestFinished(() => store.close());
  const repo = repoPath(dataDir, alice);
  return { store, dataDir, repo, logged, git: (...args: string[]) => git(repo, ...args) };
}

/** Runs the installed git in a repository and gives its trimmed output. */
export function git(repo: string, ...args: string[]): string {
  return execFileSync('git', ['-c', `safe.directory=${repo}`, `--git-dir=${repo}`, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' },
  }).trim();
}

/** Files from an object of texts. */
export function filesOf(texts: Record<string, string>): FunctionFiles {
  return new Map(Object.entries(texts).map(([path, text]) => [path as PortablePath, Buffer.from(text)]));
}

/** Publishes a version from the present tip, as a service does. */
export function publish(
  store: GitStore,
  slug: string,
  version: string,
  files: FunctionFiles,
  restore?: PublishWrite['restore'],
): Promise<NonNullable<Written['publish']>> {
  return store.write(alice, async (repo) => {
    const { publish: written } = await repo.apply({
      account: alice,
      now,
      publish: publishWrite(slug, version, files, (await repo.resolve(publishedRef)) ?? null, restore),
    });
    return written!;
  });
}

/** The publish part of a plan. */
export function publishWrite(
  slug: string,
  version: string,
  files: FunctionFiles,
  old: Oid | null,
  restore?: PublishWrite['restore'],
): PublishWrite {
  return {
    slug: parseSlug(slug),
    version: parseVersion(version),
    files,
    old,
    functionId: someId,
    source: 'cli',
    publishedAt: now,
    restore,
  };
}

/** Writes a draft or slug branch from its present tip. */
export function writeBranch(
  store: GitStore,
  branch: BranchWrite['branch'],
  files: FunctionFiles,
  more: Partial<BranchWrite> = {},
): Promise<NonNullable<Written['branch']>> {
  return store.write(alice, async (repo) => {
    const old = (await repo.resolve(branchRef(branch))) ?? null;
    const write = {
      branch,
      old,
      files,
      subject: 'Push',
      functionId: someId,
      source: 'cli' as const,
      ...more,
    };
    return (await repo.apply({ account: alice, now, branch: write })).branch!;
  });
}
