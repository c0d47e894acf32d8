import { join } from 'node:path';
import { type AccountsDatabase, openAccountsDatabase } from './catalog/accountsDatabase.ts';
import { openIndexDatabase } from './catalog/indexDatabase.ts';
import { importsOf } from './domain/importsOf.ts';
import { inspectPatiently } from './domain/inspect.ts';
import type { Limits } from './domain/limits.ts';
import { type Quotas, UNLIMITED } from './domain/quotas.ts';
import { UNWATCHED, type Watch, watched } from './domain/watch.ts';
import { createGitStore, type GitStoreOptions } from './git/gitStore.ts';
import { type CheckCode, createCheckCode } from './services/checkCode.ts';
import { createForgetting } from './services/forgetting.ts';
import { newFunctionId } from './services/functionId.ts';
import { createGithubDownloads, type GithubSettings } from './services/githubDownloads.ts';
import { createImportsAside } from './services/importsAside.ts';
import { createInspectAside } from './services/inspectAside.ts';
import { createKeptChecks } from './services/keptChecks.ts';
import { createRunBuild } from './services/parserProcess.ts';
import type { Stores } from './services/stores.ts';

/** The built files of the programs that run in threads. */
export interface Threads {
  readonly inspection: URL;
  readonly imports: URL;
}

/** Where the stores are and how they behave. */
export interface StoreSettings {
  readonly dataDir: string;
  readonly limits: Limits;
  /** See {@link Stores}; absent, no limit. */
  readonly quotas?: Quotas | undefined;
  /** Without a trailing slash. */
  readonly publicUrl: () => string;
  readonly log: GitStoreOptions['log'];
  /** See {@link GitStoreOptions}. */
  readonly atStep?: GitStoreOptions['atStep'];
  /** See {@link GitStoreOptions}. */
  readonly lockTimeoutMs?: GitStoreOptions['lockTimeoutMs'];
  /** See {@link GitStoreOptions}. */
  readonly hooksDir?: GitStoreOptions['hooksDir'];
  /** See {@link GitStoreOptions}. */
  readonly maxPackBytes?: GitStoreOptions['maxPackBytes'];
  /** See {@link GitStoreOptions}. */
  readonly serveTimeoutMs?: GitStoreOptions['serveTimeoutMs'];
  /** Absent, GitHub's own API without a token. */
  readonly github?: GithubSettings | undefined;
  /** Told of what goes on; absent, nobody is. */
  readonly watch?: Watch | undefined;
  /** The programs of threads for what is large; without them, it is done in this thread. */
  readonly threads?: Threads | undefined;
  /** See {@link Stores}; absent, a second. */
  readonly patience?: number | undefined;
  /** Put around the checks of code; tests hold them up there. */
  readonly aroundChecks?: ((check: CheckCode) => CheckCode) | undefined;
}

/** Stores that are open, and how to let go of them. */
export interface OpenStores {
  readonly stores: Stores;
  /** Whether the index has to be made from git. */
  readonly indexIsNew: boolean;
  close(): Promise<void>;
}

const PUBLIC_GITHUB: GithubSettings = {
  apiUrl: 'https://api.github.com',
  token: undefined,
  allowedHosts: [],
};

/** Opens git and both databases below a data folder, which is made where there is none. */
export async function openStores(settings: StoreSettings): Promise<OpenStores> {
  const {
    dataDir,
    limits,
    publicUrl,
    threads,
    aroundChecks,
    github = PUBLIC_GITHUB,
    patience = 1_000,
    quotas = UNLIMITED,
    watch = UNWATCHED,
    ...rest
  } = settings;
  const accountsFile = join(dataDir, 'accounts.db');
  const accounts = audited(await openAccountsDatabase(accountsFile), watch);
  const index = await openIndexDatabase(join(dataDir, 'index.db'), { accountsFile });
  const host = hostOf(publicUrl());
  const git = createGitStore({ dataDir, host, watch, ...rest });
  const now = () => Date.now();
  const check = createCheckCode(
    createRunBuild(),
    threads ? createInspectAside(threads.inspection) : inspectPatiently,
  );
  const forgetting = createForgetting(index);
  forgetting.onTakedown(git.forget);
  const checkCode = watched(
    watch,
    'code check',
    createKeptChecks(aroundChecks ? aroundChecks(check) : check, now),
  );
  const stores: Stores = {
    ...{ git, accounts, index, limits, quotas, now, checkCode, patience, ...forgetting },
    get publicUrl() {
      return publicUrl();
    },
    newFunctionId: () => newFunctionId(now()),
    downloadFromGithub: createGithubDownloads(github),
    importsOfOnePush: threads ? createImportsAside(threads.imports) : () => importsOf,
  };
  const close = async () => {
    await git.close();
    index.close();
    accounts.close();
  };
  return { stores, indexIsNew: index.opened !== 'existing', close };
}

/** What is on record has been done, and is told to the watch. */
function audited(accounts: AccountsDatabase, watch: Watch): AccountsDatabase {
  return {
    ...accounts,
    async audit(entry) {
      await accounts.audit(entry);
      watch.done(entry.action);
    },
  };
}

function hostOf(url: string): string {
  return new URL(url).hostname || 'localhost';
}
