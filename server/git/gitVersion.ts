import { spawn } from 'node:child_process';
import { RegistryError } from '../contract/errors.ts';
import { asSpawnError, type GitRuntime, gitEnvironment, outputOf } from './gitProcess.ts';

/** The installed git and what it can do. */
export interface GitVersion {
  readonly version: string;
  /** From 2.29 on: ref transactions over a pipe, and hooks that take over a push. */
  readonly supported: boolean;
  /** From 2.32 on. */
  readonly geometricRepack: boolean;
  /** From 2.36 on. */
  readonly syncsRefs: boolean;
}

/** Asks git for its version; throws `STORE_UNAVAILABLE` where there is none. */
export async function gitVersion(runtime: GitRuntime): Promise<GitVersion> {
  const { stdout } = await outputOf(spawn('git', ['version'], { env: gitEnvironment(runtime) }));
  const [, version, major, minor] = /^git version ((\d+)\.(\d+)\S*)/.exec(stdout.toString('utf8')) ?? [];
  if (version === undefined)
    throw asSpawnError(new RegistryError('STORE_UNAVAILABLE', 'git does not tell its version'));
  const from = (wanted: number) => Number(major) > 2 || (Number(major) === 2 && Number(minor) >= wanted);
  return { version, supported: from(29), geometricRepack: from(32), syncsRefs: from(36) };
}
