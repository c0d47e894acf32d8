import { RegistryError } from '../contract/errors.ts';
import { githubRefusal } from '../domain/githubRefusal.ts';
import { type GithubSpec, repositoryAddress } from '../domain/githubSpec.ts';
import { type ArchivedFiles, readTarball } from '../domain/tarball.ts';
import { createGuardedFetch } from './guardedFetch.ts';

/** How the registry reaches GitHub. */
export interface GithubSettings {
  /** Base URL of the API; its host is allowed whatever its address. */
  readonly apiUrl: string;
  /** Whatever it may read, every author may import. */
  readonly token: string | undefined;
  /** Hosts that are asked whatever their address. */
  readonly allowedHosts: readonly string[];
}

/** Downloads what a repository holds at the commit that a spec names. */
export type DownloadFromGithub = (
  spec: GithubSpec,
) => Promise<{ readonly files: ArchivedFiles; readonly commit: string; readonly address: string }>;

/** At once: an archive stands in memory, unpacked. */
const MOST_AT_ONCE = 2;
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** Makes the downloading; throws `BUSY` where too much of it goes on, and what {@link githubRefusal} makes. */
export function createGithubDownloads({ apiUrl, token, allowedHosts }: GithubSettings): DownloadFromGithub {
  const fetch = createGuardedFetch(new Set([new URL(apiUrl).host, ...allowedHosts]));
  let running = 0;
  return async (spec) => {
    if (running >= MOST_AT_ONCE)
      throw new RegistryError('BUSY', 'Other repositories are being imported', { retryAfter: 5 });
    running += 1;
    try {
      const { Octokit } = await import('@octokit/rest');
      const auth = token ? { auth: token } : {};
      const octokit = new Octokit({ baseUrl: apiUrl, log: SILENT, request: { fetch }, ...auth });
      return await download(octokit.request, spec, apiUrl);
    } catch (error) {
      throw githubRefusal(error, `${spec.owner}/${spec.repo}`);
    } finally {
      running -= 1;
    }
  };
}

async function download(
  request: import('@octokit/rest').Octokit['request'],
  spec: GithubSpec,
  apiUrl: string,
): ReturnType<DownloadFromGithub> {
  const { owner, repo, ref = 'HEAD' } = spec;
  const found = await request('GET /repos/{owner}/{repo}/commits/{ref}', {
    ...{ owner, repo, ref },
    mediaType: { format: 'sha' },
  });
  const commit = String(found.data);
  const archive = await request('GET /repos/{owner}/{repo}/tarball/{ref}', { owner, repo, ref: commit });
  const files = await readTarball(new Uint8Array(archive.data as ArrayBuffer));
  return { files, commit, address: repositoryAddress(apiUrl, spec) };
}
