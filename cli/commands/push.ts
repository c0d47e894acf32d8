import { RegistryError } from '../../server/contract/errors.ts';
import type { DraftRequest } from '../../server/contract/requests.ts';
import { assertAcceptable, splitText } from '../../server/domain/functionTree.ts';
import { assertWithinLimits, DEFAULT_LIMITS, type Limits } from '../../server/domain/limits.ts';
import { findSecrets } from '../../server/domain/secrets.ts';
import { type Selection, selectFiles } from '../../server/domain/selectFiles.ts';
import type { CliContext } from '../context.ts';
import { type FunctionFolder, findFunction, folderSource } from '../functionFolder.ts';
import { sourceCommitOf } from '../git/sourceCommit.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject } from '../project.ts';
import { openSession } from '../session.ts';
import { shown } from '../shown.ts';
import { table } from '../table.ts';

const MAX_LISTED = 10;
/** The operator may have raised the limits, so that only what is beyond reason is refused before it is sent. */
const SANE_LIMITS: Limits = { maxFiles: 2_000, maxFileBytes: 16 * 1024 ** 2, maxTotalBytes: 48 * 1024 ** 2 };

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
  const body = requestOf(selection, folder, await sourceCommitOf(folder.root, selection.files));
  const pushed = await client.createDraft({ body });
  for (const warning of pushed.warnings) output.warn(shown(warning));
  const rows = [
    ['Function ID', output.bold(shown(pushed.id))],
    ['Function', shown(`${pushed.author}/${pushed.slug}`)],
    ['Version', shown(pushed.version)],
    ['Admin', shown(pushed.adminUrl)],
  ];
  for (const line of table(rows)) output.data(line);
  output.say(`Pushed ${selection.files.size} files to ${shown(registry.url)}.`);
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

function reportSelection({ leftOut, warnings }: Selection, output: Output): void {
  for (const warning of warnings) output.warn(shown(warning));
  if (leftOut.length === 0) return;
  const first = leftOut.slice(0, MAX_LISTED).map(shown).join(', ');
  const more = leftOut.length > MAX_LISTED ? ` and ${leftOut.length - MAX_LISTED} more` : '';
  output.say(`Left out, since nothing imports it and "include" does not name it: ${first}${more}`);
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

/** Only what aerostack.json does not say itself is said beside it, so that the registry stores the file as it is. */
function requestOf(
  { entrypoint, manifest, files }: Selection,
  folder: FunctionFolder,
  sourceCommit: string | undefined,
): DraftRequest {
  const { texts, assets } = splitText(files);
  const named = manifest.name !== undefined || manifest.slug !== undefined;
  return {
    ...(named ? {} : { name: folder.fallbackName }),
    ...(folder.entrypoint && folder.entrypoint !== manifest.entrypoint ? { entrypoint } : {}),
    ...(sourceCommit ? { sourceCommit } : {}),
    files: Object.fromEntries(texts),
    assets: Object.fromEntries(
      [...assets].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
    ),
  };
}
