import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { RegistryError } from '../contract/errors.ts';
import type { GitPurpose, Watch } from '../domain/watch.ts';
import { asStoreError, errnoOf } from './storeErrors.ts';

/** What every git child is started with. */
export interface GitRuntime {
  readonly dataDir: string;
  /** The `PATH` that git is found in. */
  readonly searchPath: string;
  /** Told of every git that is started; absent, nobody is. */
  readonly watch?: Watch | undefined;
}

/** More than anybody reads; `git fsck` may have a line for every object. */
const MAX_COMPLAINT = 256 * 1024;

/** Marks the children that write, so that those of a killed process can be told from every other process. */
export const WRITER_VARIABLE = 'AEROSTACK_WRITER';

/** The whole environment of a git child; nothing of this process's own is inherited. */
export function gitEnvironment(runtime: GitRuntime): Record<string, string> {
  return {
    PATH: runtime.searchPath,
    HOME: join(runtime.dataDir, 'home'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    LC_ALL: 'C',
  };
}

/** Starts git to read a repository; its working folder is elsewhere, and that tells it from one that writes. */
export function spawnReader(
  runtime: GitRuntime,
  repo: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const child = started([...repoArguments(repo), ...args], runtime.dataDir, {
    ...gitEnvironment(runtime),
    ...env,
  });
  watchProcess(runtime, 'read', child);
  return child;
}

/** Starts git to write to a repository, in which it works; only under the account's lock. */
export function spawnWriter(
  runtime: GitRuntime,
  repo: string,
  args: readonly string[],
): ChildProcessWithoutNullStreams {
  const child = started([...repoArguments(repo), ...args], repo, {
    ...gitEnvironment(runtime),
    [WRITER_VARIABLE]: '1',
  });
  watchProcess(runtime, 'write', child);
  return child;
}

/** Tells whoever watches that a git has been started, and when it has ended. */
export function watchProcess({ watch }: GitRuntime, purpose: GitPurpose, child: ChildProcess): void {
  const ended = watch?.gitStarted(purpose);
  if (ended) child.once('close', ended);
}

/** How a child ended, and the end of what it complained of. */
export interface GitEnd {
  readonly exitCode: number;
  readonly stderr: string;
}

/** What a child that has ended left. */
export interface GitOutput extends GitEnd {
  readonly stdout: Buffer;
}

/** Waits for the end of a child whose output goes elsewhere; throws `STORE_UNAVAILABLE` where it could not be started. */
export async function endOf(child: ChildProcessWithoutNullStreams): Promise<GitEnd> {
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-MAX_COMPLAINT);
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(asSpawnError(error)));
    child.once('close', (code) => resolve(code ?? -1));
  });
  return { exitCode, stderr };
}

/** Collects a child's output until it ends; throws as {@link endOf}. */
export async function outputOf(child: ChildProcessWithoutNullStreams): Promise<GitOutput> {
  const stdout: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  const end = await endOf(child);
  return { ...end, stdout: Buffer.concat(stdout) };
}

/** What a failed start of git means to a client: `STORE_UNAVAILABLE`, a missing git included. */
export function asSpawnError(error: unknown): unknown {
  if (errnoOf(error) !== 'ENOENT') return asStoreError(error);
  return new RegistryError('STORE_UNAVAILABLE', 'git could not be started', { cause: error, retryAfter: 5 });
}

/** Without a free file descriptor Node returns a child that has no pipes and reports the error only later. */
function started(args: string[], cwd: string, env: Record<string, string>): ChildProcessWithoutNullStreams {
  let child: ChildProcessWithoutNullStreams;
  try {
    child = spawn('git', args, { cwd, env });
  } catch (error) {
    throw asSpawnError(error);
  }
  if (child.stdin && child.stdout && child.stderr) {
    // A child that ends before it has read everything is noticed by its end, not by the broken pipe.
    child.stdin.on('error', () => {});
    return child;
  }
  child.once('error', () => {});
  throw asSpawnError(Object.assign(new Error('no file descriptor is left to start git'), { code: 'EMFILE' }));
}

function repoArguments(repo: string): string[] {
  return [...trusting(repo), `--git-dir=${repo}`];
}

/** A mounted volume of another uid is refused by git unless it is declared safe. */
export function trusting(repo: string): string[] {
  return ['-c', `safe.directory=${repo}`];
}
