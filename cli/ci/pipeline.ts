import type { CliContext } from '../context.ts';

/** What the service that runs a job tells about it. */
export interface Pipeline {
  readonly service: 'github' | 'gitlab' | undefined;
  /** The tag that the job is for. */
  readonly tag: string | undefined;
  readonly commit: string | undefined;
  /** The web address of the repository. */
  readonly repository: string | undefined;
}

/** Reads the variables that GitHub Actions and GitLab CI/CD set. */
export function readPipeline({ env }: Pick<CliContext, 'env'>): Pipeline {
  if (env.GITLAB_CI === 'true')
    return {
      service: 'gitlab',
      tag: env.CI_COMMIT_TAG || undefined,
      commit: env.CI_COMMIT_SHA || undefined,
      repository: env.CI_PROJECT_URL || undefined,
    };
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  return {
    service: env.GITHUB_ACTIONS === 'true' ? 'github' : undefined,
    tag: env.GITHUB_REF_TYPE === 'tag' ? env.GITHUB_REF_NAME || undefined : undefined,
    commit: env.GITHUB_SHA || undefined,
    repository: server && repository ? `${server.replace(/\/+$/, '')}/${repository}` : undefined,
  };
}
