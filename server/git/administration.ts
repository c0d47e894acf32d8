import { type SimpleGit, simpleGit } from 'simple-git';
import { type GitRuntime, gitEnvironment, WRITER_VARIABLE } from './gitProcess.ts';

/** git for administering a repository, where no input is needed; only under the account's lock. */
export function administer(runtime: GitRuntime, repo: string): SimpleGit {
  return simpleGit({
    baseDir: repo,
    config: [`safe.directory=${repo}`, 'core.fsync=all'],
    // The two variables and the empty template keep the machine's configuration and hooks out.
    allowEnvironment: ['GIT_CONFIG_NOSYSTEM', 'GIT_CONFIG_GLOBAL'],
    unsafe: { allowUnsafeConfigPaths: true, allowUnsafeTemplateDir: true },
  }).env({ ...gitEnvironment(runtime), [WRITER_VARIABLE]: '1' });
}
