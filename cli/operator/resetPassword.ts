import { text } from 'node:stream/consumers';
import { offerPasswordReset, setPassword } from '../../server/services/resetPassword.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { timeOf } from './accountReport.ts';
import { inDataFolder } from './inDataFolder.ts';
import { linkAddress } from './linkAddress.ts';

/** Prints a link by which the owner of an account sets a password, or sets the one on standard input; ends the sessions. */
export async function resetPasswordCommand(
  username: string,
  flags: { passwordStdin?: boolean; revokeKeys?: boolean; data?: string },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const revokeKeys = flags.revokeKeys ?? false;
  const ended = revokeKeys
    ? 'Its sessions and keys have ended.'
    : 'Its sessions have ended; its keys work on.';
  if (flags.passwordStdin) {
    const password = (await text(context.stdin)).split(/\r?\n/, 1)[0] ?? '';
    await inDataFolder(flags.data, context, (stores) =>
      setPassword(stores, username, password, { revokeKeys }),
    );
    output.say(`Set the password of ${username}. ${ended}`);
    return output.json({ username, url: null, expiresAt: null });
  }
  const { link, secret } = await inDataFolder(flags.data, context, (stores) =>
    offerPasswordReset(stores, username, { revokeKeys }),
  );
  const url = linkAddress(`/set-password?link=${secret}`, context);
  output.data(url);
  output.say(`Give this link to ${username}: it sets a password, once, within a day. ${ended}`);
  output.json({ username, url, expiresAt: timeOf(link.expiresAt) });
}
