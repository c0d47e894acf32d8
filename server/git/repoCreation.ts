import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Username } from '../contract/names.ts';
import { administer } from './administration.ts';
import { isPresent, randomName, syncPath } from './durable.ts';
import type { GitRuntime } from './gitProcess.ts';
import { repoPath, repositoriesPath } from './layout.ts';
import { asStoreError } from './storeErrors.ts';

/** No automatic packing beside our own, everything on disk before it is acknowledged, no trust in pushed objects. */
const CONFIGURATION = `[gc]
\tauto = 0
[receive]
\tautogc = false
[maintenance]
\tauto = false
[core]
\tfsync = all
\tlogAllRefUpdates = false
[transfer]
\tfsckObjects = true
`;
const FILES = ['HEAD', 'config'];
const FOLDERS = ['objects/info', 'objects/pack', 'objects', 'refs/heads', 'refs/tags', 'refs', '.'];

/** Creates an account's repository where there is none, complete or not at all; only under the account's lock. */
export async function createRepository(runtime: GitRuntime, account: Username): Promise<void> {
  await createBareRepository(runtime, repoPath(runtime.dataDir, account), temporaryPrefix(account));
}

/** Creates a repository beside an account's own, to be filled and renamed into its place; a killed process leaves it to be swept. */
export async function createUnfinishedRepository(runtime: GitRuntime, account: Username): Promise<string> {
  const prefix = temporaryPrefix(account);
  const repo = join(repositoriesPath(runtime.dataDir), `${prefix}${randomName()}`);
  await createBareRepository(runtime, repo, prefix);
  return repo;
}

/** Creates a repository at a path where there is none, by way of a folder beside it whose name starts with `prefix`. */
export async function createBareRepository(runtime: GitRuntime, repo: string, prefix: string): Promise<void> {
  if (await isPresent(repo)) return;
  const parent = dirname(repo);
  try {
    await mkdir(parent, { recursive: true });
    const temporary = join(parent, `${prefix}${randomName()}`);
    await mkdir(temporary, { mode: 0o700 });
    try {
      // git keeps what stands in the file and adds its own, so that no `git config` has to run for each key.
      await writeFile(join(temporary, 'config'), CONFIGURATION);
      const init = ['init', '--bare', '--quiet', '--initial-branch=published', '--template='];
      await administer(runtime, temporary).raw(...init);
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
    if (name.startsWith(temporaryPrefix(account)))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}

function temporaryPrefix(account: Username): string {
  return `.${account}.new-`;
}
