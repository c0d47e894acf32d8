import { isRegistryError } from '../../server/contract/errors.ts';
import { sentenceOf } from '../../server/contract/sentenceOf.ts';
import { shown } from '../../server/contract/shown.ts';
import { parseGithubRepository } from '../../server/domain/githubSpec.ts';
import { nameOf, type Outcome, outcomeWords } from '../ci/outcome.ts';
import type { CliContext } from '../context.ts';
import type { Output } from '../output.ts';
import { openGithub } from './openGithub.ts';

/** Of GitHub's. */
const MAX_DESCRIPTION = 140;

/**
 * Sets a status of the job's commit for each function that was published or failed, with a link to the Hub. A status is
 * not worth failing for: what keeps it from being set is told to who asks for details.
 */
export async function setCommitStatuses(
  outcomes: readonly Outcome[],
  context: CliContext,
  output: Output,
): Promise<void> {
  const { GITHUB_REPOSITORY, GITHUB_SHA: sha, GITHUB_TOKEN } = context.env;
  const told = outcomes.filter((one) => one.action === 'failed' || one.published);
  if (!GITHUB_REPOSITORY || !sha || !GITHUB_TOKEN || context.flags.dryRun || told.length === 0) return;
  try {
    const repository = parseGithubRepository(GITHUB_REPOSITORY);
    const github = openGithub(context, undefined);
    for (const one of told) {
      await github.ask(GITHUB_REPOSITORY, ({ rest }) =>
        rest.repos.createCommitStatus({
          ...{ ...repository, sha },
          state: one.action === 'failed' ? 'failure' : 'success',
          context: `aerostack/${nameOf(one)}`,
          description: descriptionOf(one),
          ...(one.hub ? { target_url: one.hub } : {}),
        }),
      );
    }
  } catch (error) {
    const why = isRegistryError(error) ? sentenceOf(error) : String((error as Error).message);
    output.say(`No status of the commit was set: ${shown(why)}`);
  }
}

function descriptionOf(one: Outcome): string {
  const text = one.error ? one.error.message : `${one.version} ${outcomeWords(one)}`;
  return shown(text).slice(0, MAX_DESCRIPTION);
}
