import type { Diagnostic } from '../../server/contract/answers.ts';
import { isRegistryError, RegistryError } from '../../server/contract/errors.ts';
import { MANIFEST_PATH } from '../../server/contract/manifest.ts';
import { quote } from '../../server/contract/names.ts';
import { sentenceOf } from '../../server/contract/sentenceOf.ts';
import { shown } from '../../server/contract/shown.ts';
import { findFunctions } from '../ci/findFunctions.ts';
import { onlyValidates } from '../ci/onlyValidates.ts';
import { type Outcome, UNKNOWN } from '../ci/outcome.ts';
import { type Pipeline, readPipeline } from '../ci/pipeline.ts';
import { parseReleaseTag, planRelease } from '../ci/planRelease.ts';
import { type Prepared, prepareFunction, type Unfit } from '../ci/prepareFunction.ts';
import { type Destination, type Job, publishFunction } from '../ci/publishFunction.ts';
import { withoutWorkflowCommands } from '../ci/quietLog.ts';
import {
  type ReportFiles,
  reportFailure,
  reportFindings,
  reportTable,
  writeReports,
} from '../ci/reportOutcomes.ts';
import type { CliContext } from '../context.ts';
import { EXIT, ended, exitCodeOf } from '../exitCodes.ts';
import { JOBS_PATIENCE } from '../http/retryingFetch.ts';
import { createOutput, type Output } from '../output.ts';
import { findProject } from '../project.ts';
import { openSession } from '../session.ts';
import { buildLocally } from '../validation/buildLocally.ts';
import { repositoryPrefix } from '../validation/repositoryPaths.ts';

/** What a job asks for. */
export interface CiOptions extends ReportFiles {
  readonly publish?: boolean | undefined;
  /** The branch to send from; else the default one. */
  readonly branch?: string | undefined;
  readonly allowSecrets?: boolean | undefined;
  readonly bump?: string | undefined;
}

/**
 * What a pipeline runs: sends the functions of these folders, or all that are here, that differ from what is published,
 * and publishes them where asked, or where the job is for the tag of a release. What goes wrong with one function does
 * not keep the others from being sent; ends with the exit code of what went wrong.
 */
export async function publishCi(
  folders: readonly string[],
  options: CiOptions,
  context: CliContext,
): Promise<void> {
  if (options.bump !== undefined)
    throw new RegistryError('USAGE', '--bump and --ci do not go together', {
      hint: 'The version is what aerostack.json states: raise it there.',
    });
  const pipeline = await readPipeline(context);
  const asked = { publish: options.publish ?? false, branch: options.branch };
  const validating = onlyValidates(pipeline, asked);
  const effective = validating ? { ...context, flags: { ...context.flags, dryRun: true } } : context;
  if (validating) createOutput(context).say(shown(validating));
  try {
    await runJob(folders, options, pipeline, effective);
  } catch (error) {
    // Of what is thrown before there are outcomes, nothing else tells the annotations.
    if (isRegistryError(error)) reportFailure(error, pipeline, context);
    throw error;
  }
}

async function runJob(
  folders: readonly string[],
  options: CiOptions,
  pipeline: Pipeline,
  context: CliContext,
): Promise<void> {
  const guarded = pipeline.service === 'github' ? withoutWorkflowCommands(context) : context;
  const output = createOutput(guarded);
  const dryRun = context.flags.dryRun ?? false;
  const found = await Promise.all((await findFunctions(folders, context.cwd)).map(prepareFunction));
  const { fit, outcomes } = withoutTwins(found);
  const intents = intentsOf(fit, outcomes.length > 0, pipeline, options.publish ?? false, output);
  const job: Job = {
    to: await openDestination(guarded, output),
    pipeline,
    allowSecrets: options.allowSecrets ?? false,
    dryRun,
    runBuild: buildLocally,
  };
  let hopeless: RegistryError | undefined;
  for (const [index, prepared] of fit.entries()) {
    const intent = intents[index]!;
    const outcome = hopeless ? failed(prepared, hopeless) : await publishFunction(prepared, intent, job);
    outcomes.push(outcome);
    // What the next function would meet as well, after as long a wait.
    if (outcome.error && (outcome.error.status === 401 || outcome.error.status >= 500))
      hopeless = outcome.error;
  }
  const findings = await findingsOf(found, outcomes, context);
  const failures = pipeline.service === 'github' ? await failuresOf(outcomes, findings, found, context) : [];
  reportFindings([...findings, ...failures], pipeline, context, output);
  reportTable(outcomes, pipeline, dryRun, output);
  output.json({ functions: outcomes.map(asJson), dryRun });
  await writeReports(outcomes, findings, options, context);
  if (pipeline.service === 'github' && context.env.GITHUB_TOKEN)
    await (await import('../github/commitStatuses.ts')).setCommitStatuses(outcomes, guarded, output);
  const codes = new Set(outcomes.flatMap(({ error }) => (error ? [exitCodeOf(error)] : [])));
  const [code] = codes;
  if (code !== undefined) throw ended(codes.size === 1 ? code : EXIT.failure);
  if (dryRun) output.say('Nothing was sent.');
}

/** Folders of one slug would overwrite each other: all of them fail. */
function withoutTwins(found: readonly (Prepared | Unfit)[]): { fit: Prepared[]; outcomes: Outcome[] } {
  const outcomes: Outcome[] = [];
  const fit: Prepared[] = [];
  for (const one of found) {
    if ('error' in one) {
      outcomes.push(failed(one, one.error));
      continue;
    }
    const { slug } = one.content;
    const twin = found.find((other) => other !== one && 'content' in other && other.content.slug === slug);
    if (!twin) fit.push(one);
    else {
      const message = `${quote(one.folder.shown)} and ${quote(twin.folder.shown)} are both ${quote(slug)}`;
      const hint = 'Give one of them another "slug" in aerostack.json.';
      outcomes.push(failed(one, new RegistryError('INVALID_MANIFEST', message, { hint })));
    }
  }
  return { fit, outcomes };
}

function failed(one: Prepared | Unfit, error: RegistryError): Outcome {
  const slug = 'content' in one ? one.content.slug : null;
  return { ...UNKNOWN, folder: one.folder.shown, slug, action: 'failed', error };
}

function intentsOf(
  fit: readonly Prepared[],
  someFailed: boolean,
  { tag }: Pipeline,
  publish: boolean,
  output: Output,
) {
  const release = tag === undefined ? undefined : parseReleaseTag(tag);
  if (tag !== undefined && !release)
    output.say(`The tag ${quote(tag)} is neither v<version> nor <slug>@<version>, and releases nothing.`);
  const stated = fit.map(({ content }) => ({ slug: content.slug, version: content.manifest.version }));
  try {
    return planRelease(stated, { tag, publish });
  } catch (error) {
    // The function that the tag is of may be one of those that cannot be read, which are told of.
    if (!someFailed || !isRegistryError(error, 'TAG_MISMATCH')) throw error;
    return fit.map(() => ({ kind: 'leave', why: 'the tag is of none that can be read' }) as const);
  }
}

/** Where functions go; a dry run without a key, as for the pull request of a fork, goes nowhere. */
async function openDestination(context: CliContext, output: Output): Promise<Destination | undefined> {
  try {
    const project = await findProject(context.cwd);
    const { client, registry } = await openSession(context, project, output, JOBS_PATIENCE);
    const { username, scopes } = await client.validateKey();
    const mine = scopes.includes('read') ? (await client.listMine()).functions : undefined;
    const ahead = mine?.filter(({ source, status }) => source === 'ci' && status === 'modified');
    output.detail(`Account: ${shown(username)}`);
    return {
      ...{ client, registryUrl: registry.url, author: username },
      ahead: ahead && new Set(ahead.map(({ slug }) => slug)),
    };
  } catch (error) {
    if (!context.flags.dryRun || !isRegistryError(error)) throw error;
    if (error.code !== 'NOT_LOGGED_IN' && error.code !== 'USAGE') throw error;
    output.say('Without a key, nothing is compared with what is published.');
    return undefined;
  }
}

/** All findings, with paths from the root of the repository. */
async function findingsOf(
  found: readonly (Prepared | Unfit)[],
  outcomes: readonly Outcome[],
  context: CliContext,
): Promise<Diagnostic[]> {
  const all: Diagnostic[] = [];
  for (const one of found) {
    const { folder } = one;
    const prefix = await repositoryPrefix(folder.root, context);
    const outcome = outcomes.find((other) => other.folder === folder.shown);
    for (const finding of 'findings' in one ? one.findings : (outcome?.diagnostics ?? []))
      all.push({ ...finding, path: prefix + finding.path });
  }
  return all;
}

/** What failed without a finding that says so, as findings about the manifests of those functions. */
async function failuresOf(
  outcomes: readonly Outcome[],
  findings: readonly Diagnostic[],
  found: readonly (Prepared | Unfit)[],
  context: CliContext,
): Promise<Diagnostic[]> {
  const all: Diagnostic[] = [];
  for (const { folder, error } of outcomes) {
    const root = found.find((one) => one.folder.shown === folder)?.folder.root;
    if (!error || root === undefined) continue;
    const prefix = await repositoryPrefix(root, context);
    if (findings.some(({ path, severity }) => severity === 'error' && path.startsWith(prefix))) continue;
    const place = { path: `${prefix}${MANIFEST_PATH}`, line: 0, column: 0 };
    all.push({ ...place, severity: 'error', code: error.code, message: sentenceOf(error) });
  }
  return all;
}

function asJson({ error, ...fields }: Outcome): unknown {
  if (!error) return { ...fields, error: null };
  const { message, code, hint, details } = error;
  return { ...fields, error: { error: message, code, hint, details } };
}
