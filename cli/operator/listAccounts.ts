import { shown } from '../../server/contract/shown.ts';
import { describeAccount, describeAccounts } from '../../server/services/describeAccounts.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { table } from '../table.ts';
import { accountAsJson, accountFacts, accountRow } from './accountReport.ts';
import { inDataFolder } from './inDataFolder.ts';

/** Lists the accounts of the registry, a line each. */
export async function listAccountsCommand(
  flags: { all?: boolean; data?: string },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const accounts = await inDataFolder(flags.data, context, (stores) =>
    describeAccounts(stores, { deleted: flags.all ?? false }),
  );
  for (const line of table(accounts.map(accountRow))) output.data(line);
  if (accounts.length === 0) output.say('There is no account yet.');
  output.json({ accounts: accounts.map(accountAsJson) });
}

/** Tells everything about one account but what is in its functions. */
export async function showAccountCommand(
  username: string,
  flags: { data?: string },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const account = await inDataFolder(flags.data, context, (stores) => describeAccount(stores, username));
  for (const line of table(accountFacts(account))) output.data(shown(line));
  output.json(accountAsJson(account));
}
