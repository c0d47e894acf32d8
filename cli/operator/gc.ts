import { isRegistryError, type RegistryError } from '../../server/contract/errors.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../counted.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { createOutput } from '../output.ts';
import { counting, size } from './counting.ts';
import { openGit } from './openGit.ts';
import { reportFailures } from './reportFailures.ts';

/** Frees the space of what nothing reaches; ends with 1 where a repository could not be packed. */
export async function gcCommand(flags: { data?: string }, context: CliContext): Promise<void> {
  const { git, close } = openGit(flags.data, context, { mustExist: true });
  try {
    const done: { account: string; before: number; after: number }[] = [];
    const failures: { what: string; error: RegistryError }[] = [];
    await counting(context, 'Packing repositories', async (onProgress) => {
      const accounts = await git.accounts();
      for (const [n, account] of accounts.entries()) {
        onProgress(n, accounts.length);
        try {
          done.push({ account, ...(await git.collectGarbage(account)) });
        } catch (error) {
          if (!isRegistryError(error)) throw error;
          failures.push({ what: account, error });
        }
      }
    });
    const output = createOutput(context);
    for (const { account, before, after } of done)
      output.detail(`${account}: ${size(before)}, now ${size(after)}`);
    const sum = (key: 'before' | 'after') => done.reduce((total, one) => total + one[key], 0);
    const [before, after] = [sum('before'), sum('after')];
    output.say(
      `Packed ${counted(done.length, 'account')} anew: ${size(before)} before, ${size(after)} after.`,
    );
    const failed = reportFailures(output, failures);
    output.json({ accounts: done.length, before, after, failed });
    if (failed.length > 0) throw ended(EXIT.failure);
  } finally {
    await close();
  }
}
