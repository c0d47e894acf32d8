import { assignName, listAssignedNames, releaseName } from '../../server/services/assignName.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { table } from '../table.ts';
import { timeOf } from './accountReport.ts';
import { inDataFolder } from './inDataFolder.ts';

/** Gives an unscoped name to an account. */
export async function assignNameCommand(
  slug: string,
  username: string,
  flags: { data?: string },
  context: CliContext,
): Promise<void> {
  const change = await inDataFolder(flags.data, context, (stores) => assignName(stores, slug, username));
  const output = createOutput(context);
  const from = change.before === change.author ? '' : ` It was ${change.before}/${change.slug} so far.`;
  output.say(`"${change.slug}" alone now stands for ${change.author}/${change.slug}.${from}`);
  output.json(change);
}

/** Gives an unscoped name back to its first publisher. */
export async function releaseNameCommand(
  slug: string,
  flags: { data?: string },
  context: CliContext,
): Promise<void> {
  const change = await inDataFolder(flags.data, context, (stores) => releaseName(stores, slug));
  const output = createOutput(context);
  output.say(`"${change.slug}" alone stands for ${change.author}/${change.slug} again, its first publisher.`);
  output.json(change);
}

/** Lists the names that were assigned. */
export async function listNamesCommand(flags: { data?: string }, context: CliContext): Promise<void> {
  const output = createOutput(context);
  const names = await inDataFolder(flags.data, context, listAssignedNames);
  const rows = names.map(({ slug, author, firstPublisher, assignedAt }) => [
    slug,
    `${author}/${slug}`,
    `instead of ${firstPublisher ?? 'nobody'}`,
    `since ${timeOf(assignedAt)}`,
  ]);
  for (const line of table(rows)) output.data(line);
  if (names.length === 0) output.say('No name is assigned: each belongs to its first publisher.');
  output.json({ names: names.map((name) => ({ ...name, assignedAt: timeOf(name.assignedAt) })) });
}
