import type { Versions } from '../../server/contract/answers.ts';
import type { Client } from '../../server/contract/client.ts';
import { RegistryError } from '../../server/contract/errors.ts';
import { statedVersion } from '../../server/contract/manifest.ts';
import type { FunctionId, Slug, Version } from '../../server/contract/names.ts';
import { shown } from '../../server/contract/shown.ts';
import { bumpedVersion } from '../../server/domain/versions.ts';
import type { Output } from '../output.ts';

/**
 * Says what publishing a draft or slug branch would do, by the registry's own checks; writes nothing. Throws
 * `NOT_PUBLISHABLE` with the details that the publish would be refused with.
 */
export async function tryPublish(
  id: FunctionId | Slug,
  { bump, allowSecrets }: { bump?: string | undefined; allowSecrets?: boolean | undefined },
  client: Client,
  output: Output,
): Promise<void> {
  const draft = await client.getDraft({ params: { id } });
  const { diagnostics } = await client.validateDraft({ params: { id } });
  const refused = diagnostics.filter(
    ({ severity, code }) => severity === 'error' && !(allowSecrets && code === 'SECRET'),
  );
  if (refused.length > 0) {
    const message = `${draft.slug} cannot be published: ${refused[0]?.message}`;
    throw new RegistryError('NOT_PUBLISHABLE', message, { details: refused });
  }
  const { id: functionId, slug, author } = draft;
  const version = bump ? await bumped(bump, draft, client) : draft.version;
  for (const { path, line, message } of diagnostics)
    output.warn(shown(`${path}${line ? `:${line}` : ''}: ${message}`));
  output.data(shown(`Would publish ${author}/${slug}@${version}`));
  output.say('Nothing was published.');
  output.json({ id: functionId, slug, author, version, diagnostics, dryRun: true });
}

async function bumped(
  bump: string,
  { author, slug, config_schema }: Awaited<ReturnType<Client['getDraft']>>,
  client: Client,
): Promise<string> {
  const { version } = config_schema;
  const stated = statedVersion(typeof version === 'string' ? version : undefined);
  const published = await client
    .listVersions({ params: { username: author, slug } })
    // Nothing of that name is published yet.
    .catch((): Versions => ({ versions: [] }));
  return bumpedVersion(
    bump,
    stated,
    [...published.versions, ...(published.takenDown ?? [])].map((one) => one.version as Version),
  );
}
