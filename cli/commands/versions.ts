import semver from 'semver';
import { RegistryError } from '../../server/contract/errors.ts';
import { parseFunctionSpec, quote } from '../../server/contract/names.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { openPublicSession } from '../session.ts';
import { table } from '../table.ts';

/** Lists the versions of a published function, newest first; with a range, those that satisfy it. */
export async function versions(name: string, context: CliContext): Promise<void> {
  const output = createOutput(context);
  const { author, slug, range } = parseFunctionSpec(name);
  if (range !== undefined && semver.validRange(range) === null)
    throw new RegistryError('INVALID_RANGE', `${quote(range)} is not a version range`);
  const { client } = await openPublicSession(context, await findProject(context.cwd));
  const username = author ?? (await client.installUnscoped({ params: { slug } })).author;
  const answer = await client.listVersions({ params: { username, slug } });
  const fits = (version: string) =>
    range === undefined || semver.satisfies(version, range, { includePrerelease: true });
  const listed = answer.versions.filter(({ version }) => fits(version));
  const rows = listed.map(({ version, date, publisher, tree }) =>
    [version, date, publisher, tree].map(shown),
  );
  for (const line of table(rows)) output.data(line);
  const takenDown = (answer.takenDown ?? []).filter(({ version }) => fits(version));
  for (const { version, takenDownAt, reason } of takenDown)
    output.say(shown(`${version} was taken down at ${takenDownAt}: ${reason}`));
  if (listed.length + takenDown.length === 0)
    output.say(`No version of ${shown(`${username}/${slug}`)} satisfies ${quote(range ?? '*')}.`);
  output.json({
    ...{ author: username, slug, versions: listed },
    ...(takenDown.length > 0 ? { takenDown } : {}),
  });
}
