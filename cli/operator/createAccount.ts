import { text } from 'node:stream/consumers';
import { createAccount } from '../../server/services/accounts.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { openDataFolder } from './dataFolder.ts';

/** Creates an account with the password that is the first line of standard input. */
export async function createAccountCommand(
  username: string,
  flags: { email: string; data?: string },
  context: CliContext,
): Promise<void> {
  const password = (await text(context.stdin)).split(/\r?\n/, 1)[0] ?? '';
  const { stores, close } = await openDataFolder(flags.data, context, { create: true });
  try {
    const account = await createAccount(stores, { username, email: flags.email, password });
    const output = createOutput(context);
    output.say(`Created the account ${account.username}.`);
    output.json({ username: account.username, email: account.email });
  } finally {
    await close();
  }
}
