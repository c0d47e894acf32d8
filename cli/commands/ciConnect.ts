import { RegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import { type GithubRepository, parseGithubRepository } from '../../server/domain/githubSpec.ts';
import { parseWorkflowPath } from '../ci/workflowFile.ts';
import { WORKFLOW_FILES } from '../ci/workflowParts.ts';
import type { CliContext } from '../context.ts';
import { type Github, openGithub } from '../github/openGithub.ts';
import { proposeWorkflow } from '../github/proposeWorkflow.ts';
import { hasSecret, SECRET, setSecret } from '../github/repositorySecret.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject } from '../project.ts';
import { readText } from '../readText.ts';
import { chooseRegistry } from '../registryUrl.ts';
import { openSession, parseKey } from '../session.ts';
import { table } from '../table.ts';

export interface ConnectOptions {
  readonly keyStdin?: boolean | undefined;
  readonly renewKey?: boolean | undefined;
  readonly file?: string | undefined;
  readonly githubApi?: string | undefined;
}

/** Gives a repository on GitHub a key as a secret, and proposes the workflow that publishes with it. */
export async function ciConnect(name: string, options: ConnectOptions, context: CliContext): Promise<void> {
  const output = createOutput(context);
  const repository = parseGithubRepository(name);
  const file = options.file ? parseWorkflowPath(options.file, 'github') : WORKFLOW_FILES.github;
  const dryRun = context.flags.dryRun ?? false;
  const registry = await chooseRegistry(context, await findProject(context.cwd));
  const github = openGithub(context, options.githubApi);
  if (!github.hasToken) throw new RegistryError('GITHUB_TOKEN', 'GITHUB_TOKEN is not set');
  const defaultBranch = await writableBranch(github, repository);
  const secret = await provideSecret(github, repository, options, context, output);
  const proposed = await proposeWorkflow(github, {
    ...repository,
    ...{ defaultBranch, file, registryUrl: registry.url, dryRun },
  });
  const said = {
    unchanged: 'publishes already',
    waiting: 'is proposed already',
    updated: 'is proposed, and was brought up to date',
    proposed: 'is proposed',
  };
  const rows = [
    ['Secret', `${SECRET} ${secret === 'unchanged' ? 'is there already' : `was ${secret}`}`],
    ['Workflow', `${shown(file)} ${said[proposed.workflow]}`],
    ...(proposed.pullRequest ? [['Pull request', shown(proposed.pullRequest)]] : []),
  ];
  for (const line of table(rows)) output.data(line);
  if (dryRun) output.say('Nothing was done.');
  const { owner, repo } = repository;
  output.json({ repository: `${owner}/${repo}`, secret, file, ...proposed, dryRun });
}

/** The default branch of a repository that the token may write to. */
async function writableBranch(github: Github, repository: GithubRepository): Promise<string> {
  const name = `${repository.owner}/${repository.repo}`;
  const { data } = await github.ask(name, ({ rest }) => rest.repos.get({ ...repository }));
  if (data.permissions && !data.permissions.push)
    throw new RegistryError('GITHUB_TOKEN', `The token may not write to ${name}`);
  return data.default_branch;
}

/** Sets the secret: to the key on stdin, else to a new one that may push and publish only. One that is there stays. */
async function provideSecret(
  github: Github,
  repository: GithubRepository,
  { keyStdin, renewKey }: ConnectOptions,
  context: CliContext,
  output: Output,
): Promise<'created' | 'updated' | 'unchanged'> {
  const isThere = await hasSecret(github, repository);
  if (isThere && !keyStdin && !renewKey) return 'unchanged';
  const action = isThere ? 'updated' : 'created';
  if (context.flags.dryRun) return action;
  if (keyStdin) {
    await setSecret(github, repository, parseKey((await readText(context.stdin)).trim()));
    return action;
  }
  const { client } = await openSession(context, await findProject(context.cwd), output);
  const name = `GitHub ${repository.owner}/${repository.repo}`.slice(0, 100);
  const { id, key } = await client.createKey({ body: { name, scopes: ['push', 'publish'] } });
  try {
    await setSecret(github, repository, key);
  } catch (error) {
    // Nobody has it, and nobody will.
    await client.revokeKey({ params: { id } }).catch(() => {});
    throw error;
  }
  return action;
}
