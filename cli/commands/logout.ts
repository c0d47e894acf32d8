import { isRegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { type Credentials, loadCredentials, removeCredentials } from '../credentials.ts';
import { createOutput, type Output } from '../output.ts';
import { clientOf } from '../session.ts';

/**
 * Forgets the stored key. One that a password was exchanged for is revoked as well; any other stays valid: it may be
 * used elsewhere, and is revoked in the Admin.
 */
export async function logout(context: CliContext): Promise<void> {
  const output = createOutput(context);
  // One that cannot be read is forgotten all the same.
  const login = await loadCredentials(context).catch((error) => {
    if (isRegistryError(error, 'PROJECT_FILE')) return undefined;
    throw error;
  });
  if (context.flags.dryRun) {
    const revoking = login?.session ? ' and revoke it' : '';
    output.say(login ? `Would forget the key for ${shown(login.registry)}${revoking}.` : 'Not logged in.');
    return output.json({ removed: login !== undefined, revoked: login?.session !== undefined, dryRun: true });
  }
  const revoked = login?.session ? await revoke(login, context, output) : false;
  const removed = await removeCredentials(context);
  if (!removed) output.say('Not logged in.');
  else if (login?.session) output.say(`Logged out of ${shown(login.registry)}.`);
  else output.say('Logged out. Revoke the key in the Admin where nothing else uses it.');
  output.json({ removed, revoked });
}

/** Whether the key is revoked now; that the registry is away does not keep anybody from logging out here. */
async function revoke({ key, registry }: Credentials, context: CliContext, output: Output): Promise<boolean> {
  try {
    await clientOf(context, registry, key).logout();
    return true;
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    // The key has expired, or was revoked elsewhere.
    if (error.code === 'UNAUTHORIZED') return true;
    output.warn(`The key could not be revoked and stays valid until it expires: ${shown(error.message)}.`);
    return false;
  }
}
