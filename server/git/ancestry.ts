import type { Oid } from '../contract/names.ts';
import { type GitRuntime, outputOf, spawnReader } from './gitProcess.ts';

/** Whether one commit of a repository is the other or comes before it; `env` says where else objects are. */
export async function isAncestor(
  runtime: GitRuntime,
  repo: string,
  earlier: Oid,
  later: Oid,
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', earlier, later];
  return (await outputOf(spawnReader(runtime, repo, args, env))).exitCode === 0;
}
