import { type SimpleGit, simpleGit } from 'simple-git';
import { RegistryError } from '../../server/contract/errors.ts';
import type { CliContext } from '../context.ts';
import { gitVersion } from './gitVersion.ts';

/** The user's own repository, as far as a remote of it is set up; all of it throws `GIT_FAILED`. */
export interface UserRepository {
  /** The URLs of a remote, whichever configuration names them. */
  urlsOf(remote: string): Promise<readonly string[]>;
  addRemote(name: string, url: string): Promise<void>;
  /** The helpers that the repository's own configuration names for an origin. */
  helpersFor(origin: string): Promise<readonly string[]>;
  /** Replaces them. */
  setHelpers(origin: string, helpers: readonly string[]): Promise<void>;
  /** The branch that HEAD names, with or without a commit; nothing where it names none. */
  branch(): Promise<string | undefined>;
  /** The default branch: as origin has it, else main or master where there is one; nothing where that is not known. */
  defaultBranch(): Promise<string | undefined>;
}

/** What git needs to find the repository and its configuration; nothing by which it would run other programs. */
const ENVIRONMENT = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'SYSTEMROOT'];
const GIT_ENVIRONMENT = [
  ...['GIT_DIR', 'GIT_COMMON_DIR', 'GIT_WORK_TREE', 'GIT_CEILING_DIRECTORIES'],
  ...['GIT_CONFIG_NOSYSTEM', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_GLOBAL'],
];

/** Opens the repository that git finds from a folder upward; throws `NO_GIT` or `NO_REPOSITORY`. */
export async function openUserRepository({
  cwd,
  env,
}: Pick<CliContext, 'cwd' | 'env'>): Promise<UserRepository> {
  if ((await gitVersion(env)) === undefined) throw new RegistryError('NO_GIT', 'git is not on PATH');
  const git = createGit(cwd, env);
  try {
    await git.raw('rev-parse', '--git-dir');
  } catch (cause) {
    throw new RegistryError('NO_REPOSITORY', `git finds no repository here: ${wordsOf(cause)}`, { cause });
  }
  return {
    urlsOf: (remote) => run(() => valuesOf(git, [], `remote.${remote}.url`)),
    // The tags of a catalogue are its versions', and not to be mixed with the repository's own.
    addRemote: (name, url) => run(() => git.raw('remote', 'add', '--no-tags', name, url)).then(() => {}),
    helpersFor: (origin) => run(() => valuesOf(git, ['--local'], helperKey(origin))),
    async setHelpers(origin, helpers) {
      const key = helperKey(origin);
      const [first = '', ...others] = helpers;
      await run(() => git.raw('config', '--local', '--replace-all', key, first));
      for (const helper of others) await run(() => git.addConfig(key, helper, true, 'local'));
    },
    async branch() {
      const name = await git.raw('symbolic-ref', '--quiet', '--short', 'HEAD').catch(() => '');
      return name.trim() || undefined;
    },
    async defaultBranch() {
      const ofOrigin = await git
        .raw('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD')
        .catch(() => '');
      if (ofOrigin.trim()) return ofOrigin.trim().replace(/^origin\//, '');
      const found = await git
        .raw('for-each-ref', '--format=%(refname:short)', 'refs/heads/main', 'refs/heads/master')
        .catch(() => '');
      return found.split('\n')[0] || undefined;
    },
  };
}

function createGit(cwd: string, env: CliContext['env']): SimpleGit {
  const kept = [...ENVIRONMENT, ...GIT_ENVIRONMENT].flatMap((name) =>
    env[name] === undefined ? [] : [[name, env[name]] as const],
  );
  return simpleGit({
    baseDir: cwd,
    allowEnvironment: GIT_ENVIRONMENT,
    unsafe: { allowUnsafeConfigPaths: true, allowUnsafeCredentialHelper: true },
  }).env({ ...Object.fromEntries(kept), LC_ALL: 'C' });
}

function helperKey(origin: string): string {
  return `credential.${origin}.helper`;
}

/** All values of a key, the empty ones too; none where it is not set. */
async function valuesOf(git: SimpleGit, scope: readonly string[], key: string): Promise<string[]> {
  return (await git.raw('config', ...scope, '--null', '--get-all', key)).split('\0').slice(0, -1);
}

async function run<T>(action: () => PromiseLike<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw new RegistryError('GIT_FAILED', `git failed: ${wordsOf(cause)}`, { cause });
  }
}

/** The first line of what git says. */
function wordsOf(error: unknown): string {
  const [line = ''] = (error as Error).message.trim().split('\n', 1);
  return line.replace(/^(?:fatal|error): /, '');
}
