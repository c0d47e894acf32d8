import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { RegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import { restoreBackup } from '../../server/services/backup/restoreBackup.ts';
import { syncAll } from '../../server/services/syncIndex.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../counted.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { createOutput } from '../output.ts';
import { counting } from './counting.ts';
import { openDataFolder } from './dataFolder.ts';
import { openGit } from './openGit.ts';
import { reportFailures } from './reportFailures.ts';

/** Restores a backup and makes the index of it; ends with 1 where some of the backup could not be used. */
export async function restoreCommand(
  folder: string,
  flags: { data?: string; partial?: true },
  context: CliContext,
): Promise<void> {
  const source = resolve(context.cwd, folder);
  const { dataDir, git, close } = openGit(flags.data, context, { mustExist: false });
  makeFolder(dataDir);
  const partial = flags.partial ?? false;
  const report = await counting(context, 'Restoring', (onProgress) =>
    restoreBackup(git, { dataDir, folder: source, partial, onProgress }),
  ).finally(close);
  const output = createOutput(context);
  const opened = await openDataFolder(flags.data, context, { create: false });
  try {
    await counting(context, 'Making the index', (onProgress) =>
      syncAll(opened.stores, { fresh: false, onProgress }),
    );
  } finally {
    await opened.close();
  }
  const { takenAt, accounts, alreadyThere, versions, drafts } = report;
  output.say(
    `Restored ${counted(accounts.length, 'account')} with ${counted(versions, 'published version')} and ${counted(drafts, 'draft')} into ${shown(dataDir)}, as of ${takenAt}.`,
  );
  if (alreadyThere > 0) output.say(`${alreadyThere} of them were there from an interrupted restore.`);
  const failed = reportFailures(output, report.failed);
  output.json({ data: dataDir, takenAt, accounts: accounts.length, versions, drafts, failed });
  if (failed.length > 0) throw ended(EXIT.failure);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new RegistryError('INVALID_CONFIG', `The data folder ${path} cannot be made`, {
      hint: 'Name another one with --data, or set DATA_DIR.',
      cause,
    });
  }
}
