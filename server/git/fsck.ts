import type { Username } from '../contract/names.ts';
import { isPresent } from './durable.ts';
import { type GitRuntime, outputOf, spawnReader } from './gitProcess.ts';
import { repoPath } from './layout.ts';

/**
 * Checks every object of an account. Done beside writes first; only what fails there is checked again alone, since
 * a repack in between looks like damage.
 */
export async function fsck(
  runtime: GitRuntime,
  account: Username,
  alone: (check: () => Promise<Checked>) => Promise<Checked>,
): Promise<Checked> {
  const repo = repoPath(runtime.dataDir, account);
  if (!(await isPresent(repo))) return { ok: true, output: '' };
  const check = async () => {
    const args = ['fsck', '--full', '--strict', '--no-dangling', '--no-progress'];
    const { exitCode, stdout, stderr } = await outputOf(spawnReader(runtime, repo, args));
    return { ok: exitCode === 0, output: `${stdout.toString('utf8')}${stderr}` };
  };
  const checked = await check();
  return checked.ok ? checked : alone(check);
}

interface Checked {
  ok: boolean;
  output: string;
}
