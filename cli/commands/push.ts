import { selectFiles } from '../../server/domain/selectFiles.ts';
import type { CliContext } from '../context.ts';
import { draftRequest, SANE_LIMITS } from '../draftRequest.ts';
import { findFunction, folderSource } from '../functionFolder.ts';
import { sourceCommitOf } from '../git/sourceCommit.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { checkSelection, listSelection, sendSelection } from '../pushSelection.ts';
import { reportSelection } from '../reportSelection.ts';
import { openSession } from '../session.ts';

/** Pushes a function's files as a new draft; `file` is a file, a folder, or nothing for the current folder. */
export async function push(
  file: string | undefined,
  options: { allowSecrets?: boolean | undefined },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const folder = await findFunction(file, context.cwd);
  const selection = await selectFiles(folderSource(folder.root), {
    entrypoint: folder.entrypoint,
    limits: SANE_LIMITS,
  });
  checkSelection(selection, options, output);
  reportSelection(selection, output);
  if (context.flags.dryRun) return listSelection(selection, output);

  const session = await openSession(context, await findProject(context.cwd), output);
  const body = draftRequest(selection, folder, await sourceCommitOf(folder.root, selection.files));
  await sendSelection(selection, body, session, output);
}
