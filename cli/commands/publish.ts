import { RegistryError } from '../../server/contract/errors.ts';
import { type FunctionId, isFunctionId, parseSlug, quote, type Slug } from '../../server/contract/names.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { interruptible } from '../interruptible.ts';
import { writeLocalVersion } from '../localVersion.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { openSession } from '../session.ts';
import { orSuggestOwn } from '../suggestOwn.ts';
import { table } from '../table.ts';
import { tryPublish } from './tryPublish.ts';

/** Options that are of use to a pipeline only. */
const OF_PIPELINES = ['publish', 'dotenv', 'codequality'] as const;

/** Publishes a draft or slug branch; after a `bump`, the version is also written to the local aerostack.json. */
export async function publish(
  names: readonly string[],
  options: { bump?: string | undefined; allowSecrets?: boolean | undefined } & {
    [Name in (typeof OF_PIPELINES)[number]]?: unknown;
  },
  context: CliContext,
): Promise<void> {
  const id = parseOwn(onlyOne(names, options));
  const output = createOutput(context);
  const { client, registry } = await openSession(context, await findProject(context.cwd), output);
  const { bump, allowSecrets } = options;
  if (context.flags.dryRun) return orSuggestOwn(id, client, tryPublish(id, options, client, output));
  const answer = await orSuggestOwn(
    id,
    client,
    client.publish({ params: { id }, body: { bump, allowSecrets } }),
  );
  const install = `aerostack functions install ${answer.author}/${answer.slug}@${answer.version}`;
  const hub = URL.canParse(answer.url, registry.url) ? new URL(answer.url, registry.url).href : answer.url;
  const rows = [
    ['Version', output.bold(shown(answer.version))],
    ['Tag', shown(answer.tag)],
    ['Hub', shown(hub)],
    ['Install', shown(install)],
  ];
  for (const line of table(rows)) output.data(line);
  for (const warning of answer.warnings) output.warn(shown(warning));
  if (answer.action === 'unchanged')
    output.say('This version with these files was published before; nothing changed.');
  const written = bump
    ? await interruptible(context, () => writeLocalVersion(context.cwd, answer.slug, answer.version))
    : undefined;
  if (written) output.say(`Wrote version ${shown(answer.version)} to ${shown(written)}.`);
  output.json({ ...answer, hub, install });
}

function onlyOne(names: readonly string[], options: Parameters<typeof publish>[1]): string {
  const pointless = OF_PIPELINES.find((option) => options[option] !== undefined);
  if (pointless) throw new RegistryError('USAGE', `--${pointless} does nothing without --ci`);
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw new RegistryError('USAGE', name ? 'Name one function at a time' : 'Name what to publish', {
      hint: 'Give a function ID or a slug; or --ci, to publish from folders.',
    });
  }
  return name;
}

/** What one publishes is one's own, so that no author stands before the slug. */
function parseOwn(name: string): FunctionId | Slug {
  if (isFunctionId(name)) return name;
  try {
    return parseSlug(name);
  } catch (cause) {
    throw new RegistryError('USAGE', `${quote(name)} is neither a function ID nor a slug`, {
      hint: 'Give the ID that `aerostack functions push` printed (fn_ and 32 digits), or the slug alone.',
      cause,
    });
  }
}
