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
  const settings = ['-c', 'uploadpack.allowFilter=true'];
  const { channel, ...served } = serveGit(
    runtime,
    repo,
    [...settings, 'upload-pack', ...mode, repo],
    limits,
    env,
  );
  channel.end();
  return served;
}
