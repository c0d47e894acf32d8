import { lstat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { CliContext } from '../context.ts';
import { upward } from '../project.ts';

/**
 * What goes before a function's paths so that they are relative to the repository, as services that annotate code
 * expect: the checkout of the pipeline that runs this, else the nearest folder upward with `.git`, else `cwd`.
 */
export async function repositoryPrefix(root: string, context: CliContext): Promise<string> {
  const { GITHUB_WORKSPACE, CI_PROJECT_DIR } = context.env;
  const candidates = [GITHUB_WORKSPACE, CI_PROJECT_DIR, await gitRoot(root), context.cwd];
  for (const candidate of candidates) {
    const prefix = candidate ? prefixFrom(resolve(candidate), root) : undefined;
    if (prefix !== undefined) return prefix;
  }
  return '';
}

/** What goes before a function's paths so that they are relative to the folder somebody works in. */
export function workingPrefix(root: string, cwd: string): string {
  const path = relative(cwd, root).split(sep).join('/');
  return path === '' ? '' : `${path}/`;
}

function prefixFrom(folder: string, root: string): string | undefined {
  const prefix = workingPrefix(root, folder);
  return prefix.startsWith('../') || resolve(folder, prefix) !== root ? undefined : prefix;
}

async function gitRoot(root: string): Promise<string | undefined> {
  for (const folder of upward(root)) {
    const found = await lstat(join(folder, '.git')).catch(() => undefined);
    if (found) return folder;
  }
  return undefined;
}
