import { parseFunctionSpec } from '../../server/contract/names.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { openPublicSession } from '../session.ts';
import { table } from '../table.ts';

/** Shows a published function and its versions, newest first. */
export async function info(name: string, context: CliContext): Promise<void> {
  const output = createOutput(context);
  const { author, slug, range } = parseFunctionSpec(name);
  const { client, registry } = await openPublicSession(context, await findProject(context.cwd));
  const username = author ?? (await client.installUnscoped({ params: { slug } })).author;
  const params = { username, slug };
  const [{ function: found }, { versions, takenDown = [] }] = await Promise.all([
    client.getFunction({ params, query: { version: range } }),
    client.listVersions({ params }),
  ]);
  const hub = URL.canParse(found.url, registry.url) ? new URL(found.url, registry.url).href : found.url;
  const rows = [
    ['Function', output.bold(shown(`${found.author_username}/${found.slug}`))],
    ['Name', shown(found.name)],
    ['Description', shown(found.description)],
    ['Version', shown(found.version)],
    ['Category', shown(found.category)],
    ['Tags', shown(found.tags.join(', '))],
    ['License', shown(found.license)],
    ['Runtime', shown([found.language, found.runtime].filter(Boolean).join(', '))],
    ['Stars', String(found.star_count)],
    ['Installs', String(found.clone_count)],
    ['Published', shown(found.published_at)],
    ['Tree', shown(found.tree)],
    ['Hub', shown(hub)],
    ['Install', shown(`aerostack functions install ${found.author_username}/${found.slug}`)],
  ];
  for (const line of table(rows.filter(([, value]) => value !== ''))) output.data(line);
  output.data('');
  output.data('Versions');
  for (const line of table(
    versions.map(({ version, date, tree }) => [`  ${shown(version)}`, shown(date), shown(tree)]),
  )) {
    output.data(line);
  }
  for (const { version, takenDownAt, reason } of takenDown)
    output.say(shown(`${version} was taken down at ${takenDownAt}: ${reason}`));
  output.json({ function: found, versions, ...(takenDown.length > 0 ? { takenDown } : {}) });
}
