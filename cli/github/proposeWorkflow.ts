import type { Octokit } from '@octokit/rest';
import type { GithubRepository } from '../../server/domain/githubSpec.ts';
import { editWorkflow } from '../ci/editWorkflow.ts';
import type { Github } from './openGithub.ts';

const BRANCH = 'aerostack/publish';
const TITLE = 'Publish functions to the registry';

/** What is to become of the workflow in a repository. */
export interface Proposal extends GithubRepository {
  readonly defaultBranch: string;
  readonly file: string;
  readonly registryUrl: string;
  readonly dryRun: boolean;
}

/** `unchanged`: the workflow is right; `waiting`: a pull request with it is open already. */
export interface Proposed {
  readonly workflow: 'unchanged' | 'proposed' | 'updated' | 'waiting';
  readonly pullRequest: string | null;
}

/** Opens a pull request that makes a job publish, unless the workflow is right or one is open; that is brought up to date. */
export async function proposeWorkflow(github: Github, proposal: Proposal): Promise<Proposed> {
  const { owner, repo, defaultBranch, file, registryUrl, dryRun } = proposal;
  return github.ask(`${owner}/${repo}`, async ({ rest }) => {
    const base = await readFile(rest, proposal, defaultBranch);
    const wanted = editWorkflow(base?.text, 'github', registryUrl, file, { branch: defaultBranch });
    if (wanted === base?.text) return { workflow: 'unchanged', pullRequest: null };
    const { data: open } = await rest.pulls.list({ owner, repo, state: 'open', head: `${owner}:${BRANCH}` });
    const pullRequest = open[0]?.html_url ?? null;
    const onBranch = await readFile(rest, proposal, BRANCH);
    const isWritten = onBranch?.text === wanted;
    if (pullRequest && isWritten) return { workflow: 'waiting', pullRequest };
    if (dryRun) return { workflow: pullRequest ? 'updated' : 'proposed', pullRequest };
    if (!isWritten) await writeFile(rest, proposal, wanted);
    if (pullRequest) return { workflow: 'updated', pullRequest };
    const { data } = await rest.pulls.create({
      owner,
      repo,
      head: BRANCH,
      base: defaultBranch,
      title: TITLE,
      body: BODY,
    });
    return { workflow: 'proposed', pullRequest: data.html_url };
  });
}

const BODY = `Each push to the default branch sends the functions that differ to the registry; the tags \`v<version>\` and
\`<slug>@<version>\` publish. The key is the secret \`AEROSTACK_API_KEY\`.`;

type Rest = Octokit['rest'];

/** A file of a branch; nothing where there is none, or no such branch. */
async function readFile(
  rest: Rest,
  { owner, repo, file }: Proposal,
  branch: string,
): Promise<{ text: string; sha: string } | undefined> {
  try {
    const { data } = await rest.repos.getContent({ owner, repo, path: file, ref: `refs/heads/${branch}` });
    if (Array.isArray(data) || data.type !== 'file') return undefined;
    return { text: Buffer.from(data.content, 'base64').toString('utf8'), sha: data.sha };
  } catch (error) {
    if ((error as { status?: number }).status === 404) return undefined;
    throw error;
  }
}

/** Begins the branch anew where an earlier attempt has left one, since the default branch may have moved on. */
async function writeFile(rest: Rest, proposal: Proposal, text: string): Promise<void> {
  const { owner, repo, defaultBranch, file } = proposal;
  const { data: base } = await rest.git.getRef({ owner, repo, ref: `heads/${defaultBranch}` });
  const { sha } = base.object;
  try {
    await rest.git.createRef({ owner, repo, ref: `refs/heads/${BRANCH}`, sha });
  } catch (error) {
    if ((error as { status?: number }).status !== 422) throw error;
    await rest.git.updateRef({ owner, repo, ref: `heads/${BRANCH}`, sha, force: true });
  }
  const there = await readFile(rest, proposal, BRANCH);
  await rest.repos.createOrUpdateFileContents({
    ...{ owner, repo, path: file, branch: BRANCH, message: TITLE },
    content: Buffer.from(text).toString('base64'),
    ...(there ? { sha: there.sha } : {}),
  });
}
