import type { GithubRepository } from '../../server/domain/githubSpec.ts';
import type { Github } from './openGithub.ts';
import { sealSecret } from './sealSecret.ts';

/** What the workflow reads the key from. */
export const SECRET = 'AEROSTACK_API_KEY';

/** Whether the repository has the secret, whatever it holds. */
export async function hasSecret(github: Github, repository: GithubRepository): Promise<boolean> {
  return github.ask(`the secrets of ${repository.owner}/${repository.repo}`, async ({ rest }) => {
    try {
      await rest.actions.getRepoSecret({ ...repository, secret_name: SECRET });
      return true;
    } catch (error) {
      if ((error as { status?: number }).status === 404) return false;
      throw error;
    }
  });
}

/** Stores a key as the secret, sealed for the repository. */
export async function setSecret(github: Github, repository: GithubRepository, key: string): Promise<void> {
  await github.ask(`the secrets of ${repository.owner}/${repository.repo}`, async ({ rest }) => {
    const { data } = await rest.actions.getRepoPublicKey({ ...repository });
    const sealed = { encrypted_value: await sealSecret(key, data.key), key_id: data.key_id };
    await rest.actions.createOrUpdateRepoSecret({ ...repository, secret_name: SECRET, ...sealed });
  });
}
