import { deleteAccount } from '../../server/services/deleteAccount.ts';
import { describeAccount } from '../../server/services/describeAccounts.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../counted.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { createOutput } from '../output.ts';
import { createPrompts } from '../prompts.ts';
import { inDataFolder } from './inDataFolder.ts';

/** Deletes an account once that was confirmed, by `--yes` or on a terminal. */
export async function deleteAccountCommand(
  username: string,
  flags: { data?: string },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const { already, drafts, versions } = await inDataFolder(flags.data, context, async (stores) => {
    const { status } = await describeAccount(stores, username);
    if (status !== 'deleted') await confirm(username, context);
    return deleteAccount(stores, username);
  });
  const gone = drafts > 0 ? `${counted(drafts, 'draft')} with all history` : undefined;
  if (already)
    output.say(`${username} was deleted already; ${gone ? `now gone: ${gone}` : 'nothing was left to do'}.`);
  else
    output.say(
      `Deleted ${username}: its address, password, keys and stars are gone${gone ? `, and ${gone}` : ''}.`,
    );
  if (versions > 0) output.say(`${counted(versions, 'published version')} can still be installed.`);
  output.json({ username, already, drafts, versions });
}

async function confirm(username: string, context: CliContext): Promise<void> {
  if (context.flags.yes) return;
  const answer = await createPrompts(context).choice({
    message: `Delete ${username} for good? Its drafts, keys and stars go; what it published stays, and so does the claim to its name.`,
    flag: '--yes',
    options: [
      { value: 'no', label: 'No, keep it' },
      { value: 'yes', label: `Yes, delete ${username}` },
    ],
  });
  if (answer === 'no') throw ended(EXIT.failure);
}
