import type { CliContext } from '../context.ts';
import { removeCredentials } from '../credentials.ts';
import { createOutput } from '../output.ts';

/** Forgets the stored key. The key itself stays valid: it may be used elsewhere, and is revoked in the Admin. */
export async function logout(context: CliContext): Promise<void> {
  const output = createOutput(context);
  const removed = await removeCredentials(context);
  output.say(
    removed ? 'Logged out. Revoke the key in the Admin where nothing else uses it.' : 'Not logged in.',
  );
  output.json({ removed });
}
