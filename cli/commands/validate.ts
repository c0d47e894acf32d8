import type { Diagnostic } from '../../server/contract/answers.ts';
import { RegistryError } from '../../server/contract/errors.ts';
import { shownJson } from '../../server/contract/shown.ts';
import { isPublishable } from '../../server/domain/diagnostics.ts';
import type { CliContext } from '../context.ts';
import { EXIT, ended } from '../exitCodes.ts';
import { findFunction } from '../functionFolder.ts';
import { createOutput, type Output } from '../output.ts';
import { reportSelection } from '../reportSelection.ts';
import { buildLocally } from '../validation/buildLocally.ts';
import { checkFolder, type FolderReport } from '../validation/checkFolder.ts';
import { githubLines, gitlabReport, humanLines, sizeLine, summary } from '../validation/reportFormats.ts';
import { repositoryPrefix, workingPrefix } from '../validation/repositoryPaths.ts';

/** How findings are written. */
type Format = 'human' | 'json' | 'github' | 'gitlab';

/**
 * Checks a function as the registry would, without one; `file` is a file, a folder, or nothing for the current folder.
 * Ends with `failure` on errors, under `strict` on warnings too.
 */
export async function validate(
  file: string | undefined,
  options: { format?: Format | undefined; strict?: boolean | undefined },
  context: CliContext,
): Promise<void> {
  const format = formatOf(options.format, context);
  const output = createOutput(context);
  const folder = await findFunction(file, context.cwd);
  const report = await checkFolder(folder, buildLocally);
  await write(format, report, folder.root, context, output);
  reportSelection({ leftOut: report.leftOut, warnings: [], importWarnings: [] }, output);
  const passed = options.strict ? report.diagnostics.length === 0 : isPublishable(report.diagnostics);
  if (!passed) throw ended(EXIT.failure);
}

function formatOf(format: Format | undefined, { flags }: CliContext): Format {
  if (!flags.json) return format ?? 'human';
  if (format === undefined || format === 'json') return 'json';
  throw new RegistryError('USAGE', `--json and --format ${format} ask for two different outputs`);
}

async function write(
  format: Format,
  report: FolderReport,
  root: string,
  context: CliContext,
  output: Output,
): Promise<void> {
  const { diagnostics, size } = report;
  const json = (value: unknown) => void context.stdout.write(`${shownJson(value)}\n`);
  if (format === 'json') return json(asJson(report));
  if (format === 'human') {
    for (const line of humanLines(prefixed(diagnostics, workingPrefix(root, context.cwd)))) output.data(line);
    output.data(summary(diagnostics));
    return output.data(sizeLine(size));
  }
  const found = prefixed(diagnostics, await repositoryPrefix(root, context));
  if (format === 'gitlab') json(gitlabReport(found));
  else for (const line of githubLines(found)) output.data(line);
  output.say(summary(diagnostics));
}

function asJson({ diagnostics, size, files, leftOut }: FolderReport): unknown {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  return { ok: errors === 0, errors, warnings, diagnostics, size, files, leftOut };
}

function prefixed(diagnostics: readonly Diagnostic[], prefix: string): Diagnostic[] {
  return diagnostics.map((found) => ({ ...found, path: prefix + found.path }));
}
