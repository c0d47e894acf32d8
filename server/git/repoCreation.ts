import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Username } from '../contract/names.ts';
import { administer } from './administration.ts';
import { isPresent, randomName, syncPath } from './durable.ts';
import type { GitRuntime } from './gitProcess.ts';
import { repoPath, repositoriesPath } from './layout.ts';
import { asStoreError } from './storeErrors.ts';

/** No automatic packing beside our own, everything on disk before it is acknowledged, no trust in pushed objects. */
const CONFIGURATION: readonly (readonly [string, string])[] = [
  ['gc.auto', '0'],
  ['receive.autogc', 'false'],
  ['maintenance.auto', 'false'],
  ['core.fsync', 'all'],
  ['core.logAllRefUpdates', 'false'],
  ['transfer.fsckObjects', 'true'],
];
const FILES = ['HEAD', 'config'];
const FOLDERS = ['objects/info', 'objects/pack', 'objects', 'refs/heads', 'refs/tags', 'refs', '.'];

/** Creates an account's repository where there is none, complete or not at all; only under the account's lock. */
export async function createRepository(runtime: GitRuntime, account: Username): Promise<void> {
  const repo = repoPath(runtime.dataDir, account);
  if (await isPresent(repo)) return;
  const parent = repositoriesPath(runtime.dataDir);
  try {
    await mkdir(parent, { recursive: true });
    const temporary = join(parent, `${temporaryPrefix(account)}${randomName()}`);
    await mkdir(temporary, { mode: 0o700 });
    try {
      const git = administer(runtime, temporary);
      await git.raw('init', '--bare', '--quiet', '--initial-branch=published', '--template=');
      for (const [key, value] of CONFIGURATION) await git.addConfig(key, value);
      await Promise.all([...FILES, ...FOLDERS].map((path) => syncPath(join(temporary, path))));
      await rename(temporary, repo);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      throw error;
    }
    await Promise.all([syncPath(parent), syncPath(runtime.dataDir)]);
  } catch (error) {
    throw asStoreError(error);
  }
}

/** Removes repositories of an account that a killed process had not put into place; only under the account's lock. */
export async function sweepUnfinishedRepositories(runtime: GitRuntime, account: Username): Promise<void> {
  const parent = repositoriesPath(runtime.dataDir);
  for (const name of await readdir(parent).catch(() => [])) {
    if (name.startsWith(temporaryPrefix(account))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function temporaryPrefix(account: Username): string {
  return `.${account}.new-`;
}
