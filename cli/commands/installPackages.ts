import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { RegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { isInterruption } from '../exitCodes.ts';
import { assertPackages, type PackageJson } from '../install/npmPackages.ts';
import { addCommand, type PackageManager, typed } from '../install/packageManager.ts';
import { interruptible } from '../interruptible.ts';
import type { Output } from '../output.ts';

/** What is to be installed, where, and by what. */
export interface PackagesToInstall {
  readonly root: string;
  readonly manager: PackageManager;
  readonly packages: readonly string[];
  readonly packageJson: PackageJson;
}

/**
 * Has the project's package manager add packages, and shows on stderr what it says. Throws `PACKAGES_NOT_INSTALLED`
 * with the command to run by hand; the functions stay.
 */
export async function installPackages(
  { root, manager, packages, packageJson }: PackagesToInstall,
  context: CliContext,
  output: Output,
): Promise<void> {
  if (packages.length === 0) return;
  assertPackages(packages);
  const command = addCommand(manager, packages);
  const failed = (why: string, cause?: unknown) =>
    new RegistryError('PACKAGES_NOT_INSTALLED', `The npm packages were not installed: ${why}`, {
      hint: `The functions are in place. Run by hand: ${typed(command)}`,
      cause,
    });
  if (packageJson.state === 'missing') throw failed(`there is no package.json in ${root}`);
  if (packageJson.state === 'unreadable') throw failed(`${root}/package.json cannot be read`);
  output.say(`Running: ${typed(command)}`);
  const ended = await interruptible(context, (signal) => runToEnd(command, root, context, signal)).catch(
    (error: NodeJS.ErrnoException) => {
      if (isInterruption(error)) throw error;
      throw failed(error.code === 'ENOENT' ? `${manager} was not found` : error.message, error);
    },
  );
  if (ended !== 0) throw failed(`${manager} ended with ${ended}`);
}

/** Runs a program without a shell; resolves with its exit code, or the name of the signal that ended it. */
function runToEnd(
  [program = '', ...args]: readonly string[],
  cwd: string,
  context: CliContext,
  signal: AbortSignal,
): Promise<number | string> {
  // Scripts of packages run with this environment, and the registry's key is no business of theirs.
  const { AEROSTACK_API_KEY: _, ...env } = context.env;
  const child = spawn(program, args, { cwd, env, signal, shell: false, stdio: ['ignore', 'pipe', 'pipe'] });
  if (context.flags.quiet) child.stdout.resume();
  else show(child.stdout, context);
  show(child.stderr, context);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, endedBy) => resolve(code ?? endedBy ?? 1));
  });
}

function show(stream: Readable, { stderr }: CliContext): void {
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  lines.on('line', (line) => stderr.write(`${line.split('\t').map(shown).join('\t')}\n`));
}
