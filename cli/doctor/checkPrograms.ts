import semver from 'semver';
import { gitVersion } from '../git/gitVersion.ts';
import { broken, type Check, doubtful, fine } from './check.ts';

const NODE_RANGE = '>=20.19';
const GIT_RANGE = '>=2.29';

/** Checks the running Node, given as `20.19.0`. */
export function checkNode(version: string): Check {
  if (semver.satisfies(version, NODE_RANGE, { includePrerelease: true }))
    return fine('node', `Node ${version}`);
  return broken('node', `Node ${version} is too old`, `Install Node ${NODE_RANGE.slice(2)} or newer.`);
}

/** Checks git: a push notes its commit by it, and a registry keeps everything in it. */
export async function checkGit(env: Readonly<Record<string, string | undefined>>): Promise<Check> {
  const remedy = `Install git ${GIT_RANGE.slice(2)} or newer.`;
  const version = await gitVersion(env);
  if (version === undefined) return doubtful('git', 'git is not on PATH; `aerostack serve` needs it', remedy);
  const parsed = semver.coerce(version);
  if (parsed && semver.satisfies(parsed, GIT_RANGE)) return fine('git', `git ${version}`);
  return doubtful('git', `git ${version} is too old for \`aerostack serve\``, remedy);
}
