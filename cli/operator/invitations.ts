import { invite, listInvitations, withdrawInvitation } from '../../server/services/invitations.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { table } from '../table.ts';
import { timeOf } from './accountReport.ts';
import { inDataFolder } from './inDataFolder.ts';
import { linkAddress } from './linkAddress.ts';
import { parseDuration } from './quantities.ts';

/** Prints a link by which somebody makes one account, as all there is on standard output. */
export async function inviteCommand(
  flags: { email?: string; expires: string; data?: string },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const lasts = parseDuration('expires', flags.expires);
  const { link, secret } = await inDataFolder(flags.data, context, (stores) =>
    invite(stores, { email: flags.email, lasts }),
  );
  const url = linkAddress(`/register?invitation=${secret}`, context);
  output.data(url);
  const whom = link.email === null ? 'whoever is to have an account' : link.email;
  output.say(`Give this link to ${whom}: it makes one account, once, until ${timeOf(link.expiresAt)}.`);
  output.json({ id: link.id, url, email: link.email, expiresAt: timeOf(link.expiresAt) });
}

/** Lists the invitations and what became of them. */
export async function listInvitationsCommand(flags: { data?: string }, context: CliContext): Promise<void> {
  const output = createOutput(context);
  const invitations = await inDataFolder(flags.data, context, listInvitations);
  const rows = invitations.map(({ link, state, username }) => [
    link.id,
    state,
    state === 'open' ? `until ${timeOf(link.expiresAt)}` : (username ?? ''),
    link.email ?? '',
  ]);
  for (const line of table(rows)) output.data(line);
  if (invitations.length === 0) output.say('Nobody was invited yet.');
  output.json({
    invitations: invitations.map(({ link, state, username }) => ({
      ...{ id: link.id, state, email: link.email, username },
      createdAt: timeOf(link.createdAt),
      expiresAt: timeOf(link.expiresAt),
    })),
  });
}

/** Makes the link of an invitation worthless. */
export async function uninviteCommand(
  id: string,
  flags: { data?: string },
  context: CliContext,
): Promise<void> {
  await inDataFolder(flags.data, context, (stores) => withdrawInvitation(stores, id));
  const output = createOutput(context);
  output.say(`Withdrew the invitation ${id}.`);
  output.json({ id });
}
