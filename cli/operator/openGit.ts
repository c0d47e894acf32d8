import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseConfig } from '../../server/config.ts';
import { RegistryError } from '../../server/contract/errors.ts';
import { createGitStore, type GitStore } from '../../server/git/gitStore.ts';
import type { CliContext } from '../context.ts';

/** Opens the repositories of a data folder alone: opening the databases too would make those that are missing. */
export function openGit(
  data: string | undefined,
  context: CliContext,
  { mustExist }: { mustExist: boolean },
): { dataDir: string; git: GitStore; close: () => Promise<void> } {
  const config = parseConfig(context.env, { data });
  const dataDir = resolve(context.cwd, config.dataDir);
  if (mustExist && !existsSync(dataDir)) {
    throw new RegistryError('USAGE', `There is no data folder at ${dataDir}`, {
      hint: "Name the registry's with --data, or set DATA_DIR.",
    });
  }
  const host = new URL(config.publicUrl ?? 'http://localhost').hostname;
  const git = createGitStore({ dataDir, host, serveTimeoutMs: config.gitTimeout, log: () => {} });
  return { dataDir, git, close: () => git.close() };
}
