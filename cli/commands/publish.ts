import { RegistryError } from '../../server/contract/errors.ts';
import { isFunctionId, parseSlug } from '../../server/contract/names.ts';
import type { CliContext } from '../context.ts';
import { writeLocalVersion } from '../localVersion.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { openSession } from '../session.ts';
import { shown } from '../shown.ts';
import { table } from '../table.ts';

/** Publishes a draft or slug branch; after a `bump`, the version is also written to the local aerostack.json. */
export async function publish(
  name: string,
  options: { bump?: string | undefined; allowSecrets?: boolean | undefined },
  context: CliContext,
): Promise<void> {
  const output = createOutput(context);
  const id = isFunctionId(name) ? name : parseSlug(name);
  if (context.flags.dryRun) {
    throw new RegistryError('USAGE', 'A publish cannot be tried without doing it', {
      hint: 'Use `aerostack functions push --dry-run` to see what a draft would hold.',
    });
  }
  const { client, registry } = await openSession(context, await findProject(context.cwd), output);
  const { bump, allowSecrets } = options;
  const answer = await client.publish({ params: { id }, body: { bump, allowSecrets } });
  const install = `aerostack functions install ${answer.author}/${answer.slug}@${answer.version}`;
  const hub = URL.canParse(answer.url, registry.url) ? new URL(answer.url, registry.url).href : answer.url;
  const rows = [
    ['Version', output.bold(shown(answer.version))],
    ['Tag', shown(answer.tag)],
    ['Hub', shown(hub)],
    ['Install', shown(install)],
  ];
  for (const line of table(rows)) output.data(line);
  if (answer.action === 'unchanged')
    output.say('This version with these files was published before; nothing changed.');
  const written = bump ? await writeLocalVersion(context.cwd, answer.slug, answer.version) : undefined;
  if (written) output.say(`Wrote version ${shown(answer.version)} to ${shown(written)}.`);
  output.json({ ...answer, hub, install });
}
