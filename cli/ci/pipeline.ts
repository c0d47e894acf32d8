import { readFile } from 'node:fs/promises';
import type { CliContext } from '../context.ts';

/** What the service that runs a job tells about it. */
export interface Pipeline {
  readonly service: 'github' | 'gitlab' | undefined;
  /** The tag that the job is for. */
  readonly tag: string | undefined;
  /** The branch that it is for; nothing for a tag, or for what is only proposed. */
  readonly branch: string | undefined;
  /** Nothing where the service does not say. */
  readonly defaultBranch: string | undefined;
  /** What the service calls a change that is only proposed, where the job is for one. */
  readonly proposal: 'pull request' | 'merge request' | undefined;
  readonly commit: string | undefined;
  /** The web address of the repository. */
  readonly repository: string | undefined;
}

/** Reads what GitHub Actions and GitLab CI/CD tell a job: variables, and on GitHub the file of the event. */
export async function readPipeline({ env }: Pick<CliContext, 'env'>): Promise<Pipeline> {
  if (env.GITLAB_CI === 'true') {
    const isProposed = env.CI_PIPELINE_SOURCE === 'merge_request_event' || Boolean(env.CI_MERGE_REQUEST_IID);
    return {
      service: 'gitlab',
      tag: env.CI_COMMIT_TAG || undefined,
      branch: env.CI_COMMIT_BRANCH || undefined,
      defaultBranch: env.CI_DEFAULT_BRANCH || undefined,
      proposal: isProposed ? 'merge request' : undefined,
      commit: env.CI_COMMIT_SHA || undefined,
      repository: env.CI_PROJECT_URL || undefined,
    };
  }
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  const isProposed = env.GITHUB_EVENT_NAME?.startsWith('pull_request') ?? false;
  const name = env.GITHUB_REF_NAME || undefined;
  return {
    service: env.GITHUB_ACTIONS === 'true' ? 'github' : undefined,
    tag: env.GITHUB_REF_TYPE === 'tag' ? name : undefined,
    branch: env.GITHUB_REF_TYPE === 'branch' && !isProposed ? name : undefined,
    defaultBranch: await defaultBranchOf(env.GITHUB_EVENT_PATH),
    proposal: isProposed ? 'pull request' : undefined,
    commit: env.GITHUB_SHA || undefined,
    repository: server && repository ? `${server.replace(/\/+$/, '')}/${repository}` : undefined,
  };
}

/** As the event of a job tells it; a runner that leaves no file, or another, tells nothing. */
async function defaultBranchOf(eventPath: string | undefined): Promise<string | undefined> {
  if (!eventPath) return undefined;
  try {
    const event = JSON.parse(await readFile(eventPath, 'utf8'));
    const branch: unknown = event?.repository?.default_branch;
    return typeof branch === 'string' && branch !== '' ? branch : undefined;
  } catch {
    return undefined;
  }
}
