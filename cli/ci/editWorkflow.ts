import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import { isRegistryError, RegistryError } from '../../server/contract/errors.ts';
import { quote } from '../../server/contract/names.ts';
import { appendToMap } from './appendToMap.ts';
import { runsForMore, withReleaseTags } from './releaseTriggers.ts';
import { JOB, NEW_WORKFLOW, publishingJob, publishingStep, type Service } from './workflowParts.ts';

const MAX_BYTES = 256 * 1024;
const MAX_ALIASES = 100;
const PUSHED = "github.event_name == 'push' || github.event_name == 'workflow_dispatch'";

/**
 * The text of a workflow in which a job publishes; the text as given where one does already. Comments, other jobs and
 * what else the job holds stay; a new job on GitHub gets the tags of releases into its workflow. `branch` is the default
 * one, of a new file. `file` names it in the error, `PROJECT_FILE`, where it is not one that can be kept.
 */
export function editWorkflow(
  text: string | undefined,
  service: Service,
  registryUrl: string | undefined,
  file: string,
  {
    branch = 'main',
    job = JOB,
  }: { readonly branch?: string | undefined; readonly job?: string | undefined } = {},
): string {
  const given = text?.replaceAll('\r\n', '\n') ?? '';
  if (text !== undefined && Buffer.byteLength(text) > MAX_BYTES) throw refused(file, 'is too large');
  const start = given.trim() === '' ? NEW_WORKFLOW[service](branch) : given;
  const isNew = service === 'github' && !readDocument(start, file).hasIn(['jobs', job]);
  if (isNew) meaningOf(readDocument(start, file), file);
  const before = isNew ? withReleaseTags(start) : start;
  const document = readDocument(before, file);
  const untouched = readDocument(before, file);
  const others = meaningOf(document, file);
  const changed =
    service === 'github'
      ? editGithub(document, registryUrl, file, job)
      : editGitlab(document, registryUrl, file, job);
  if (!changed) return text ?? '';
  const map = service === 'github' ? untouched.get('jobs') : untouched.contents;
  const after =
    appendToMap(before, map, job, jobOf(document, service, job), meaningOf(document, file)) ??
    document.toString({ lineWidth: 0, ...styleOf(before) });
  assertKept(others, meaningOf(readDocument(after, file), file), service, file, job);
  return text?.includes('\r\n') ? after.replaceAll('\n', '\r\n') : after;
}

/** As it stands now. */
function jobOf(document: Document, service: Service, name: string): unknown {
  const job = document.getIn(service === 'github' ? ['jobs', name] : [name]);
  return isMap(job) ? job.toJS(document, { maxAliasCount: MAX_ALIASES }) : undefined;
}

function readDocument(text: string, file: string): Document {
  let document: Document;
  try {
    document = parseDocument(text, { merge: true, prettyErrors: true });
  } catch (cause) {
    // Nested so deeply that the parser gave up.
    throw refused(file, 'cannot be read', cause);
  }
  const [error] = document.errors;
  if (error) throw refused(file, `is not valid YAML: ${error.message.split('\n', 1)[0]?.replace(/:$/, '')}`);
  if (document.contents !== null && !isMap(document.contents))
    throw refused(file, 'is not a map of names to values');
  return document;
}

/** All that the document says; throws where aliases would make it larger than what is written. */
function meaningOf(document: Document, file: string): Record<string, unknown> {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {};
  } catch (cause) {
    throw refused(file, `cannot be read: ${(cause as Error).message}`, cause);
  }
}

function editGithub(document: Document, registryUrl: string | undefined, file: string, job: string): boolean {
  const jobs = document.get('jobs');
  if (jobs !== undefined && jobs !== null && !isMap(jobs))
    throw refused(file, 'has "jobs" that are not a map');
  if (!document.hasIn(['jobs', job])) {
    // Pull requests would run it for nothing, without the secret where they come from a fork.
    const condition = runsForMore(meaningOf(document, file).on) ? { if: PUSHED } : {};
    const made = { ...condition, ...publishingJob('github', registryUrl) };
    document.setIn(['jobs', job], document.createNode(made));
    return true;
  }
  assertMap(document, ['jobs', job], file);
  const isAddressed = setAddress(document, ['jobs', job, 'env'], registryUrl, file);
  const steps = document.getIn(['jobs', job, 'steps']);
  if (steps !== undefined && !isSeq(steps))
    throw refused(file, `has a job "${job}" whose steps are not a list`);
  if (/functions publish --ci|\/publish@|actions\/publish/.test(JSON.stringify(steps?.toJSON() ?? [])))
    return isAddressed;
  if (steps) steps.add(document.createNode(publishingStep()));
  else
    document.setIn(['jobs', job, 'steps'], document.createNode(publishingJob('github', registryUrl).steps));
  return true;
}

function editGitlab(
  document: Document,
  registryUrl: string | undefined,
  file: string,
  name: string,
): boolean {
  const job = publishingJob('gitlab', registryUrl);
  if (document.has('spec')) throw refused(file, 'is a component, not a pipeline');
  if (!document.has(name)) {
    const stages = document.toJS({ maxAliasCount: MAX_ALIASES })?.stages;
    const needsStage = Array.isArray(stages) && !stages.includes('test');
    document.set(name, document.createNode(needsStage ? { stage: stages.at(-1), ...job } : job));
    return true;
  }
  assertMap(document, [name], file);
  const there = document.get(name);
  if (!/functions publish --ci|\.aerostack-publish/.test(JSON.stringify(there)))
    throw new RegistryError(
      'PROJECT_FILE',
      `${quote(file)} has a job ${quote(name)} that does not publish functions`,
      {
        hint: 'It was left as it is; give the new job another name: --job NAME.',
      },
    );
  return setAddress(document, [name, 'variables'], registryUrl, file);
}

/** Whether the address had to be changed. */
function setAddress(
  document: Document,
  at: string[],
  registryUrl: string | undefined,
  file: string,
): boolean {
  if (document.hasIn(at)) assertMap(document, at, file);
  const path = [...at, 'AEROSTACK_API_URL'];
  if (registryUrl === undefined || document.getIn(path) === registryUrl) return false;
  document.setIn(path, registryUrl);
  return true;
}

function assertMap(document: Document, at: readonly string[], file: string): void {
  if (!isMap(document.getIn(at))) throw refused(file, `has ${quote(at.join('.'))} that is not a map`);
}

/** What the library writes must mean what it meant, but for the job. */
function assertKept(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  service: Service,
  file: string,
  job: string,
): void {
  const without = (value: Record<string, unknown>) => {
    const holder = service === 'github' ? { ...((value.jobs ?? {}) as object) } : { ...value };
    const others = Object.fromEntries(Object.entries(holder).filter(([name]) => name !== job));
    return service === 'github' ? { ...value, jobs: others } : others;
  };
  if (!isDeepStrictEqual(without(before), without(after)))
    throw refused(file, 'would not mean the same after the change');
}

/** How the file is written, as far as it shows. */
function styleOf(text: string) {
  const [, spaces = '  '] = /^( +)[^ #-]/m.exec(text) ?? [];
  return {
    indent: Math.min(spaces.length, 8),
    indentSeq: !/^( *)[^ #-][^\n]*:\n\1- /m.test(text),
    // Not the braces of an expression.
    flowCollectionPadding: /(?:\[|(?<!\{)\{(?!\{)) +[^\s\]}]/.test(text),
  };
}

function refused(file: string, why: string, cause?: unknown): RegistryError {
  if (isRegistryError(cause)) return cause;
  return new RegistryError('PROJECT_FILE', `${quote(file)} ${why}`, { cause });
}
