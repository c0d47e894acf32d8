import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { upward } from '../project.ts';
import { shellWord } from '../shellWord.ts';

/** The programs that can install a project's packages. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** Arguments before the packages; bun alone is not known to take `--` for the end of its options. */
const ARGUMENTS: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['install', '--'],
  pnpm: ['add', '--'],
  yarn: ['add', '--'],
  bun: ['add'],
};
const LOCK_FILES: readonly (readonly [string, PackageManager])[] = [
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
];

/**
 * The package manager of a project: the one that `packageManager` in package.json names, else the one whose lock file
 * is there, else npm. In a repository, the folders above the project count too, since workspaces keep both at the top.
 */
export async function packageManagerOf(root: string): Promise<PackageManager> {
  for (const folder of await foldersOf(root)) {
    const found = (await namedIn(folder)) ?? (await lockedIn(folder));
    if (found) return found;
  }
  return 'npm';
}

/** The command that adds packages to a project: the program, then its arguments. */
export function addCommand(manager: PackageManager, packages: readonly string[]): string[] {
  return [manager, ...ARGUMENTS[manager], ...packages];
}

/** A command as a person can type it into a shell. */
export function typed(command: readonly string[]): string {
  return command.map(shellWord).join(' ');
}

async function foldersOf(root: string): Promise<string[]> {
  const folders = upward(root);
  for (const [index, folder] of folders.entries()) {
    if (await exists(join(folder, '.git'))) return folders.slice(0, index + 1);
  }
  return [root];
}

async function namedIn(folder: string): Promise<PackageManager | undefined> {
  try {
    const { packageManager } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return /^(npm|pnpm|yarn|bun)(?:@|$)/.exec(String(packageManager))?.[1] as PackageManager | undefined;
  } catch {
    // A package.json that cannot be read names none.
    return undefined;
  }
}

async function lockedIn(folder: string): Promise<PackageManager | undefined> {
  for (const [file, manager] of LOCK_FILES) if (await exists(join(folder, file))) return manager;
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
