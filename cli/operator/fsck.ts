import { join, resolve } from 'node:path';
import { openAccountsDatabase } from '../../server/catalog/accountsDatabase.ts';
import { openIndexDatabase } from '../../server/catalog/indexDatabase.ts';
import { RegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import { type DataFault, FAULTS, isSameFault } from '../../server/domain/dataFault.ts';
import { openBackup } from '../../server/services/backup/openBackup.ts';
import { inspectData } from '../../server/services/fsck/inspectData.ts';
import { repairData } from '../../server/services/fsck/repairData.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../counted.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { createOutput } from '../output.ts';
import { counting } from './counting.ts';
import { openGit } from './openGit.ts';
import { reportFailures } from './reportFailures.ts';

/** Finds what is wrong with a data folder, and with `--repair` mends it; ends with 1 where something stays wrong. */
export async function fsckCommand(
  flags: { data?: string; repair?: true; from?: string },
  context: CliContext,
): Promise<void> {
  if (flags.from !== undefined && !flags.repair)
    throw new RegistryError('USAGE', '--from goes with --repair', { hint: 'Pass both, or neither.' });
  const backup = flags.from === undefined ? undefined : await openBackup(resolve(context.cwd, flags.from));
  const { dataDir, git, close } = openGit(flags.data, context, { mustExist: true });
  const inspect = () =>
    counting(context, 'Checking', (onProgress) => inspectData(git, { dataDir, onProgress }));
  const open = async () => {
    const accountsFile = join(dataDir, 'accounts.db');
    const accounts = await openAccountsDatabase(accountsFile);
    const index = await openIndexDatabase(join(dataDir, 'index.db'), { accountsFile });
    const closeBoth = async () => {
      index.close();
      accounts.close();
    };
    return { index, accounts, close: closeBoth };
  };
  try {
    const found = await inspect();
    let left = found;
    if (flags.repair && found.length > 0) {
      const failed = await counting(context, 'Repairing', (onProgress) =>
        repairData(git, found, { dataDir, backup, open, now: context.now, onProgress }),
      );
      reportFailures(createOutput(context), failed);
      left = await inspect();
    }
    report(context, found, left, (await git.accounts()).length);
  } finally {
    await close();
  }
}

function report(
  context: CliContext,
  found: readonly DataFault[],
  left: readonly DataFault[],
  accounts: number,
): void {
  const output = createOutput(context);
  const mended = found.filter((fault) => !left.some((other) => isSameFault(fault, other)));
  for (const fault of mended) output.data(`mended  ${lineOf(fault)}`);
  for (const fault of left) {
    output.data(`damaged ${lineOf(fault)}`);
    output.data(`        ${FAULTS[fault.code].mend}`);
  }
  const checked = `Checked ${counted(accounts, 'repository', 'repositories')}`;
  if (found.length === 0) output.say(`${checked}: nothing is wrong.`);
  else if (mended.length === 0) output.say(`${checked}: ${counted(left.length, 'fault')}.`);
  else output.say(`${checked}: ${mended.length} mended, ${left.length} left.`);
  output.json({ accounts, mended, left });
  if (left.length > 0) throw ended(EXIT.failure);
}

function lineOf({ code, what, account, seen }: DataFault): string {
  const place = account === null || what.includes(account) ? what : `${account}: ${what}`;
  return shown(`${code} ${place}: ${FAULTS[code].means}${seen === undefined ? '' : ` (${seen})`}`);
}
