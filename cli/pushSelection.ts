import { RegistryError } from '../server/contract/errors.ts';
import type { DraftRequest } from '../server/contract/requests.ts';
import { shown } from '../server/contract/shown.ts';
import { assertAcceptable } from '../server/domain/functionTree.ts';
import { assertWithinLimits, DEFAULT_LIMITS } from '../server/domain/limits.ts';
import { findSecrets } from '../server/domain/secrets.ts';
import type { Selection } from '../server/domain/selectFiles.ts';
import { counted } from './counted.ts';
import { SANE_LIMITS } from './draftRequest.ts';
import type { Output } from './output.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';

/** Refuses what no registry would take, and what looks like a secret; warns of what only an operator can allow. */
export function checkSelection(
  selection: Selection,
  { allowSecrets }: { allowSecrets?: boolean | undefined },
  output: Output,
): void {
  checkLocally(selection, output);
  if (!allowSecrets) refuseSecrets(selection);
}

/** Sends selected files as a new draft, and tells of it. */
export async function sendSelection(
  selection: Selection,
  body: DraftRequest,
  { client, registry }: Session,
  output: Output,
): Promise<void> {
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

/** Lists what would be sent. */
export function listSelection({ entrypoint, files, leftOut }: Selection, output: Output): void {
  const rows = [...files].map(([path, content]) => [
    path,
    `${content.length} bytes`,
    path === entrypoint ? 'entrypoint' : '',
  ]);
  for (const line of table(rows)) output.data(line);
  output.say('Nothing was pushed.');
  output.json({ entrypoint, files: [...files.keys()], leftOut });
}
