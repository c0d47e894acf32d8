import { execFile } from 'node:child_process';

/** The version of the git that `PATH` finds, such as `2.39.5`; nothing where there is none that runs. */
export function gitVersion(env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', ['--version'], { env: { ...env, LC_ALL: 'C' }, timeout: 10_000 }, (error, stdout) => {
      resolve(error ? undefined : /\d+(?:\.\d+)+/.exec(stdout)?.[0]);
    });
  });
}
