import type { Diagnostic, Versions } from '../../server/contract/answers.ts';
import type { Client } from '../../server/contract/client.ts';
import { isRegistryError, RegistryError } from '../../server/contract/errors.ts';
import { parseVersion } from '../../server/contract/names.ts';
import type { RunBuild } from '../../server/domain/compile.ts';
import { assertPublishable, diagnose } from '../../server/domain/diagnostics.ts';
import { type FunctionContent, withVersion } from '../../server/domain/functionTree.ts';
import { inspectPatiently } from '../../server/domain/inspect.ts';
import { sourceCommitOf } from '../git/sourceCommit.ts';
import { type Outcome, UNKNOWN } from './outcome.ts';
import type { Pipeline } from './pipeline.ts';
import type { Intent } from './planRelease.ts';
import type { Prepared } from './prepareFunction.ts';
import { publishedAs } from './publishedAs.ts';
import { staleVersion } from './staleVersion.ts';

/** The account that a job writes to. */
export interface Destination {
  readonly client: Client;
  /** Base of the paths that the registry answers. */
  readonly registryUrl: string;
  readonly author: string;
  /** Slugs whose branch has moved on since they were published; nothing where the key may not ask. */
  readonly ahead: ReadonlySet<string> | undefined;
}

/** What all functions of a job have in common. */
export interface Job {
  /** Nothing where there is no key, in a dry run. */
  readonly to: Destination | undefined;
  readonly pipeline: Pipeline;
  readonly allowSecrets: boolean;
  readonly dryRun: boolean;
  readonly runBuild: RunBuild;
}

/** Sends one function where it differs from what is published; what goes wrong is in the outcome. */
export async function publishFunction(prepared: Prepared, intent: Intent, job: Job): Promise<Outcome> {
  const { folder, content } = prepared;
  const { slug, manifest } = content;
  const author = job.to?.author ?? null;
  const known = { ...UNKNOWN, folder: folder.shown, slug, author, version: manifest.version ?? null };
  if (intent.kind === 'leave') return { ...known, action: 'left', why: intent.why };
  const stated = intent.kind === 'publish' ? intent.version : undefined;
  const sent = stated ? withVersion(content, stated) : content;
  let diagnostics: readonly Diagnostic[] = [];
  try {
    const published = await versionsOf(sent, job);
    const same = await publishedAs(sent, published);
    if (same && !job.to?.ahead?.has(slug)) {
      const hub = hubOf(`/functions/${author}/${slug}`, job);
      const { id, version } = same;
      return { ...known, action: 'unchanged', published: true, version, id, hub };
    }
    const stale = same ? undefined : staleVersion(sent, published);
    diagnostics = await diagnose(sent, { inspect: inspectPatiently, runBuild: job.runBuild });
    if (stale && (intent.kind === 'store' || job.dryRun)) diagnostics = [...diagnostics, stale];
    refuse(sent, diagnostics, intent.kind === 'publish', job.allowSecrets);
    if (job.dryRun || !job.to)
      return {
        ...known,
        action: published.length === 0 ? 'created' : 'updated',
        published: intent.kind === 'publish',
        version: sent.manifest.version ?? null,
        diagnostics,
      };
    const answer = await job.to.client.ciPublish({
      body: {
        ...prepared.body,
        ...(stated ? { version: stated } : {}),
        publish: intent.kind === 'publish',
        allowSecrets: job.allowSecrets,
        sourceCommit: job.pipeline.commit ?? (await sourceCommitOf(folder.root, prepared.selection.files)),
        sourceRepository: job.pipeline.repository,
      },
    });
    return {
      ...known,
      action: answer.action,
      published: answer.status === 'published',
      version: parseVersion(answer.version),
      id: answer.id,
      // The Hub has no page of what was never published.
      hub: hubOf(answer.status === 'draft' ? answer.adminUrl : answer.url, job),
      diagnostics,
    };
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    return { ...known, action: 'failed', error, diagnostics };
  }
}

async function versionsOf({ slug }: FunctionContent, { to }: Job): Promise<Versions['versions']> {
  if (!to) return [];
  try {
    return (await to.client.listVersions({ params: { username: to.author, slug } })).versions;
  } catch (error) {
    if (isRegistryError(error, 'NOT_FOUND')) return [];
    throw error;
  }
}

/** Before anything is sent: a secret has got out once it is stored, published or not. */
function refuse(
  { slug }: FunctionContent,
  diagnostics: readonly Diagnostic[],
  publishing: boolean,
  allowSecrets: boolean,
): void {
  const secrets = diagnostics.filter(({ code }) => code === 'SECRET');
  const first = secrets[0];
  if (first && !allowSecrets) {
    const message = `There may be a secret in ${first.path}, line ${first.line}`;
    throw new RegistryError('POSSIBLE_SECRET', message, { details: secrets });
  }
  if (publishing) assertPublishable(slug, diagnostics, allowSecrets);
}

function hubOf(path: string, { to }: Job): string | null {
  const url = to && URL.canParse(path, to.registryUrl) ? new URL(path, to.registryUrl) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}
