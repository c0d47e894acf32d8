import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../../server/contract/answers.ts';
import type { RegistryError } from '../../server/contract/errors.ts';
import { sentenceOf } from '../../server/contract/sentenceOf.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import type { Output } from '../output.ts';
import { replaceFile } from '../replaceFile.ts';
import { table } from '../table.ts';
import { githubFailure, githubLines, gitlabReport, humanLines } from '../validation/reportFormats.ts';
import { dotenvReport } from './dotenv.ts';
import { outputLines, stepOutputs, summaryMarkdown } from './githubFiles.ts';
import { nameOf, type Outcome, outcomeWords } from './outcome.ts';
import type { Pipeline } from './pipeline.ts';

/** Files that a job is asked to leave. */
export interface ReportFiles {
  readonly dotenv?: string | undefined;
  readonly codequality?: string | undefined;
}

const MAX_DETAILS = 20;

/** Writes findings to the log: on GitHub as annotations, by the context that may write commands. */
export function reportFindings(
  findings: readonly Diagnostic[],
  pipeline: Pipeline,
  context: CliContext,
  output: Output,
): void {
  if (pipeline.service === 'github') {
    const writer = context.flags.json ? context.stderr : context.stdout;
    for (const line of githubLines(findings)) writer.write(`${line}\n`);
  } else for (const line of humanLines(findings)) output.say(line);
}

/** Annotates what ended the job before anything came of a function; what ended it after was told of before. */
export function reportFailure(
  error: RegistryError,
  { service }: Pipeline,
  { flags, stdout, stderr }: CliContext,
): void {
  if (service !== 'github') return;
  const writer = flags.json ? stderr : stdout;
  writer.write(`${githubFailure(error.code, sentenceOf(error))}\n`);
}

/** Writes a line for each function, and what went wrong with those that failed. */
export function reportTable(
  outcomes: readonly Outcome[],
  { service }: Pipeline,
  dryRun: boolean,
  output: Output,
): void {
  const rows = outcomes.map((one) => [
    shown(nameOf(one)),
    one.version ?? '-',
    shown(outcomeWords(one, dryRun)),
    one.hub ?? '',
  ]);
  for (const line of table(rows)) output.data(line);
  for (const one of outcomes) {
    if (!one.error) continue;
    output.failure(shown(`${nameOf(one)}: ${sentenceOf(one.error)}`));
    // What was found here stands in the log with its place; on GitHub annotations do, which the log shows without.
    if (one.diagnostics.length > 0 && service !== 'github') continue;
    for (const { path, line, message } of one.error.details.slice(0, MAX_DETAILS))
      output.failure(shown(`${nameOf(one)}: ${path ? `${path}${line ? `:${line}` : ''}: ` : ''}${message}`));
  }
}

/** Writes what the service and later jobs read. */
export async function writeReports(
  outcomes: readonly Outcome[],
  findings: readonly Diagnostic[],
  files: ReportFiles,
  context: CliContext,
): Promise<void> {
  const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = context.env;
  const dryRun = context.flags.dryRun ?? false;
  if (GITHUB_STEP_SUMMARY) await appendFile(GITHUB_STEP_SUMMARY, summaryMarkdown(outcomes, dryRun));
  if (GITHUB_OUTPUT) await appendFile(GITHUB_OUTPUT, outputLines(stepOutputs(outcomes)));
  const write = (path: string, text: string) =>
    replaceFile(resolve(context.cwd, path), Buffer.from(text), 0o644);
  if (files.dotenv) await write(files.dotenv, dotenvReport(outcomes));
  if (files.codequality)
    await write(files.codequality, `${JSON.stringify(gitlabReport(findings), null, 2)}\n`);
}
