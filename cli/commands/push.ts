import { RegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import { assertAcceptable } from '../../server/domain/functionTree.ts';
import { assertWithinLimits, DEFAULT_LIMITS } from '../../server/domain/limits.ts';
import { findSecrets } from '../../server/domain/secrets.ts';
import { type Selection, selectFiles } from '../../server/domain/selectFiles.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../counted.ts';
import { draftRequest, SANE_LIMITS } from '../draftRequest.ts';
import { findFunction, folderSource } from '../functionFolder.ts';
import { sourceCommitOf } from '../git/sourceCommit.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject } from '../project.ts';
import { reportSelection } from '../reportSelection.ts';
import { openSession } from '../session.ts';
import { table } from '../table.ts';

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
  checkLocally(selection, output);
  if (!options.allowSecrets) refuseSecrets(selection);
  reportSelection(selection, output);
  if (context.flags.dryRun) return listSelection(selection, output);

  const { client, registry } = await openSession(context, await findProject(context.cwd), output);
  const body = draftRequest(selection, folder, await sourceCommitOf(folder.root, selection.files));
  const pushed = await client.createDraft({ body });
  for (const warning of pushed.warnings) output.warn(shown(warning));
  const rows = [
    ['Function ID', output.bold(shown(pushed.id))],
    ['Function', shown(`${pushed.author}/${pushed.slug}`)],
    ['Version', shown(pushed.version)],
    ['Admin', shown(pushed.adminUrl)],
  ];
  for (const line of table(rows)) output.data(line);
  output.say(`Pushed ${counted(selection.files.size, 'file')} to ${shown(registry.url)}.`);
  output.say(`Publish with: aerostack functions publish ${shown(pushed.id)}`);
  output.json({ ...pushed, files: [...selection.files.keys()], leftOut: selection.leftOut });
}

function checkLocally({ files }: Selection, output: Output): void {
  assertAcceptable(files, SANE_LIMITS);
  try {
    assertWithinLimits(files, DEFAULT_LIMITS);
  } catch (error) {
    output.warn(`${(error as Error).message} unless the operator has raised it.`);
  }
}

function refuseSecrets({ files }: Selection): void {
  const details = findSecrets(files);
  if (details.length === 0) return;
  const where = details[0]!;
  throw new RegistryError('POSSIBLE_SECRET', `There may be a secret in ${where.path}, line ${where.line}`, {
    details,
  });
}

function listSelection({ entrypoint, files, leftOut }: Selection, output: Output): void {
  const rows = [...files].map(([path, content]) => [
    path,
    `${content.length} bytes`,
    path === entrypoint ? 'entrypoint' : '',
  ]);
  for (const line of table(rows)) output.data(line);
  output.say('Nothing was pushed.');
  output.json({ entrypoint, files: [...files.keys()], leftOut });
}
