import type { GitRuntime } from './gitProcess.ts';
import { type ServedGit, type ServedLimits, serveGit } from './servedGit.ts';

/** How a fetch is served. */
export interface UploadOptions {
  readonly limits: ServedLimits;
  readonly env: Readonly<Record<string, string>>;
  readonly advertise: boolean;
}

/** Starts `git upload-pack` for one request; whoever may ask it may have every object of the repository. */
export function uploadPack(
  runtime: GitRuntime,
  repo: string,
  { limits, env, advertise }: UploadOptions,
): ServedGit {
  const mode = advertise ? ['--stateless-rpc', '--advertise-refs'] : ['--stateless-rpc'];
  // A partial clone asks later for single objects, by their oids.
  const settings = ['-c', 'uploadpack.allowFilter=true', '-c', 'uploadpack.allowAnySHA1InWant=true'];
  const args = [...settings, 'upload-pack', ...mode, repo];
  const { channel, ...served } = serveGit(runtime, repo, { args, limits, env, isReceiving: false });
  channel.end();
  return served;
}
