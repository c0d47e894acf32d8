import { disableAccount, enableAccount } from '../../server/services/disableAccount.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { inDataFolder } from './inDataFolder.ts';

/** Refuses an account's keys and sessions at once. */
export async function disableAccountCommand(
  username: string,
  flags: { reason?: string; data?: string },
  context: CliContext,
): Promise<void> {
  const changed = await inDataFolder(flags.data, context, (stores) =>
    disableAccount(stores, username, flags.reason),
  );
  const output = createOutput(context);
  output.say(
    changed
      ? `Disabled ${username}: its keys and sessions are refused; what it published stays.`
      : `${username} was disabled already.`,
  );
  output.json({ username, status: 'disabled', changed });
}

/** Lets a disabled account in again. */
export async function enableAccountCommand(
  username: string,
  flags: { data?: string },
  context: CliContext,
): Promise<void> {
  const changed = await inDataFolder(flags.data, context, (stores) => enableAccount(stores, username));
  const output = createOutput(context);
  output.say(changed ? `Enabled ${username}: its keys work again.` : `${username} was not disabled.`);
  output.json({ username, status: 'active', changed });
}
