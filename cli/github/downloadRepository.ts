import type { GithubSpec } from '../../server/domain/githubSpec.ts';
import { repositoryAddress } from '../../server/domain/githubSpec.ts';
import { type ArchivedFiles, readTarball } from '../../server/domain/tarball.ts';
import type { Github } from './openGithub.ts';

/** A repository as it was at a commit. */
export interface Downloaded {
  readonly files: ArchivedFiles;
  readonly commit: string;
  /** Its web address. */
  readonly address: string;
}

/** Finds the commit that a ref names, and downloads what it holds. */
export async function downloadRepository(github: Github, spec: GithubSpec): Promise<Downloaded> {
  const { owner, repo, ref = 'HEAD' } = spec;
  const name = `${owner}/${repo}`;
  const commit = await github.ask(spec.ref ? `${name} at ${ref}` : name, async ({ request }) => {
    const answer = await request('GET /repos/{owner}/{repo}/commits/{ref}', {
      ...{ owner, repo, ref },
      mediaType: { format: 'sha' },
    });
    return String(answer.data);
  });
  const archive = await github.ask(name, async ({ request }) => {
    const answer = await request('GET /repos/{owner}/{repo}/tarball/{ref}', { owner, repo, ref: commit });
    return new Uint8Array(answer.data as ArrayBuffer);
  });
  return { files: await readTarball(archive), commit, address: repositoryAddress(github.apiUrl, spec) };
}
