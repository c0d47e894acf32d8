import { RegistryError } from '../../server/contract/errors.ts';
import { keyRequest } from '../../server/contract/requests.ts';
import { auditOutside } from '../../server/services/audit.ts';
import { assertEnabled } from '../../server/services/authenticate.ts';
import { issueKey } from '../../server/services/keys.ts';
import { knownAccount } from '../../server/services/knownAccount.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { openDataFolder } from './dataFolder.ts';

/** Creates an API key and prints its secret alone on standard output; as JSON, with what the key is for. */
export async function createKeyCommand(
  username: string,
  flags: { scopes: string; name: string; data?: string },
  context: CliContext,
): Promise<void> {
  const request = keyRequest.safeParse({
    name: flags.name,
    scopes: flags.scopes.split(',').map((scope) => scope.trim()),
  });
  if (!request.success) {
    throw new RegistryError('USAGE', 'The key cannot be made with these options', {
      hint: '--scopes takes read, push and publish, separated by commas; --name up to 100 characters.',
    });
  }
  const { stores, close } = await openDataFolder(flags.data, context, { create: false });
  try {
    const account = await knownAccount(stores, username);
    assertEnabled(account);
    const { name, scopes } = request.data;
    const { key, secret } = await issueKey(stores, account, {
      kind: 'key',
      name,
      scopes,
      functions: null,
      expiresAt: null,
    });
    const details = { name, prefix: key.prefix, scopes: scopes.join(' ') };
    await auditOutside(stores, { accountId: account.id, requestId: null }, 'key.create', key.id, details);
    const output = createOutput(context);
    output.data(secret);
    output.json({ key: secret, username: account.username, name, scopes });
  } finally {
    await close();
  }
}
