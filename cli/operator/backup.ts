import { resolve } from 'node:path';
import { shown } from '../../server/contract/shown.ts';
import { takeBackup } from '../../server/services/backup/takeBackup.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../counted.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { createOutput } from '../output.ts';
import { counting, size } from './counting.ts';
import { openGit } from './openGit.ts';
import { reportFailures } from './reportFailures.ts';

const WHY = {
  first: 'whole, for the first time',
  asked: 'whole',
  rewritten: 'whole, since a draft was deleted or history rewritten',
  many: 'whole, in place of many bundles',
  damaged: 'whole, since what was there was damaged',
};

/** Backs up a data folder; ends with 1 where something could not be backed up. */
export async function backupCommand(
  folder: string,
  flags: { data?: string; full?: true; verify?: true; acceptLoss?: true },
  context: CliContext,
): Promise<void> {
  const { dataDir, git, close } = openGit(flags.data, context, { mustExist: true });
  const target = resolve(context.cwd, folder);
  try {
    const report = await counting(context, 'Backing up', (onProgress) =>
      takeBackup(git, {
        ...{ dataDir, folder: target, onProgress },
        ...{ version: context.version, now: context.now },
        full: flags.full ?? false,
        verify: flags.verify ?? false,
        acceptLoss: flags.acceptLoss ?? false,
      }),
    );
    const output = createOutput(context);
    for (const { account, written, why, bytes } of report.accounts) {
      const how = why ? WHY[why] : written === 'nothing' ? 'nothing new' : 'what is new';
      output.detail(`${account}: ${how}${bytes > 0 ? `, ${size(bytes)}` : ''}`);
    }
    const changed = report.accounts.filter(({ written }) => written !== 'nothing').length;
    output.say(
      `Backed up ${counted(report.accounts.length, 'account')} into ${shown(target)}: ${changed} changed, ${size(report.bytes)} written.`,
    );
    const failed = reportFailures(output, report.failed);
    const { takenAt, accounts, bytes } = report;
    output.json({ folder: target, takenAt, accounts, bytes, failed });
    if (failed.length > 0) throw ended(EXIT.failure);
  } finally {
    await close();
  }
}
