import { shown } from '../../server/contract/shown.ts';
import { parseGithubSpec } from '../../server/domain/githubSpec.ts';
import { importedFunction } from '../../server/domain/importedFunction.ts';
import type { CliContext } from '../context.ts';
import { SANE_LIMITS } from '../draftRequest.ts';
import { downloadRepository } from '../github/downloadRepository.ts';
import { openGithub } from '../github/openGithub.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { checkSelection, listSelection, sendSelection } from '../pushSelection.ts';
import { reportSelection } from '../reportSelection.ts';
import { openSession } from '../session.ts';

/** Makes a draft of a function in a repository on GitHub, without a clone of it. */
export async function importFunction(
  name: string,
  options: { allowSecrets?: boolean | undefined; githubApi?: string | undefined },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const spec = parseGithubSpec(name);
  // First, since the download would be for nothing.
  const session = context.flags.dryRun
    ? undefined
    : await openSession(context, await findProject(context.cwd), output);
  const { files, commit, address } = await downloadRepository(openGithub(context, options.githubApi), spec);
  const { folder, selection, request } = await importedFunction(files, spec, { limits: SANE_LIMITS });
  output.say(`Read ${shown(folder || 'the root')} of ${shown(address)} at ${shown(commit.slice(0, 12))}.`);
  checkSelection(selection, options, output);
  reportSelection(selection, output);
  if (!session) return listSelection(selection, output);
  const body = { ...request, sourceCommit: commit, sourceRepository: address };
  await sendSelection(selection, body, session, output);
}
