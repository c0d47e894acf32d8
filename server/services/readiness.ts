import { RegistryError } from '../contract/errors.ts';
import type { Stores } from './stores.ts';

/** Tells the git version in use; throws `STORE_UNAVAILABLE` where git is too old or the data folder takes no writes. */
export async function checkReadiness({ git }: Pick<Stores, 'git'>): Promise<{ git: string }> {
  const { version, supported } = await git.checkGit();
  if (!supported)
    throw new RegistryError('STORE_UNAVAILABLE', `git ${version} is too old; 2.29 or newer is needed`);
  if (!(await git.isWritable()))
    throw new RegistryError('STORE_UNAVAILABLE', 'The data folder cannot be written');
  return { git: version };
}
