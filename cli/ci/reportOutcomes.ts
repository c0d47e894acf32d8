import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../../server/contract/answers.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import type { Output } from '../output.ts';
import { replaceFile } from '../replaceFile.ts';
import { table } from '../table.ts';
import { githubLines, gitlabReport, humanLines } from '../validation/reportFormats.ts';
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

/** Writes a line for each function, and what went wrong with those that failed. */
export function reportTable(outcomes: readonly Outcome[], dryRun: boolean, output: Output): void {
  const rows = outcomes.map((one) => [
    shown(nameOf(one)),
    one.version ?? '-',
    shown(outcomeWords(one, dryRun)),
    one.hub ?? '',
  ]);
  for (const line of table(rows)) output.data(line);
  for (const one of outcomes) {
    if (!one.error) continue;
    output.warn(shown(`${nameOf(one)}: ${one.error.message}. ${one.error.hint}`));
    // What was found here is told of as findings.
    if (one.diagnostics.length > 0) continue;
    for (const { path, message } of one.error.details.slice(0, MAX_DETAILS))
      output.warn(shown(`${nameOf(one)}: ${path ? `${path}: ` : ''}${message}`));
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
