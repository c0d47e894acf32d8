import { createHash } from 'node:crypto';
import type { Diagnostic, SizeReport } from '../../server/contract/answers.ts';
import { shown } from '../../server/contract/shown.ts';
import { counted } from '../counted.ts';

/** Findings as lines of `file:line:column  severity  CODE  message`. */
export function humanLines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map((found) => {
    const place = `${found.path}:${found.line || 1}:${found.column || 1}`;
    return shown([place, found.severity, found.code, found.message].join('  '));
  });
}

/** How many findings there are, in words. */
export function summary(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'No problems were found.';
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return `${counted(errors, 'error')}, ${counted(diagnostics.length - errors, 'warning')}.`;
}

/** How large the function is, in words. */
export function sizeLine({ files, bytes, largest }: SizeReport): string {
  const most = largest.map((file) => `${shown(file.path)} (${sizeOf(file.bytes)})`).join(', ');
  return `${counted(files, 'file')}, ${sizeOf(bytes)} in all${most && `; largest: ${most}`}.`;
}

/** Findings as workflow commands, from which GitHub makes annotations. */
export function githubLines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ path, line, column, severity, code, message }) => {
    const place: [string, string | number][] =
      line === 0
        ? [['file', path]]
        : [
            ['file', path],
            ['line', line],
            ['col', column],
          ];
    const properties = [...place, ['title', code]].map(
      ([name, value]) => `${name}=${escapedProperty(`${value}`)}`,
    );
    return `::${severity} ${properties.join(',')}::${escapedData(message)}`;
  });
}

/** What fails a job as a whole, as a workflow command. */
export function githubFailure(title: string, message: string): string {
  return `::error title=${escapedProperty(title)}::${escapedData(message)}`;
}

/** Findings as GitLab's Code Quality report. Fingerprints stay the same where lines move. */
export function gitlabReport(diagnostics: readonly Diagnostic[]): unknown[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ path, line, severity, code, message }) => {
    const text = [path, code, message].join('\0');
    const nth = seen.get(text) ?? 0;
    seen.set(text, nth + 1);
    return {
      description: message,
      check_name: code,
      fingerprint: createHash('sha256').update(`${text}\0${nth}`).digest('hex'),
      severity: severity === 'error' ? 'major' : 'minor',
      location: { path, lines: { begin: line || 1 } },
    };
  });
}

/** A line end would end the command, and a percent sign begins an escape. */
function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return counted(bytes, 'byte');
  const kibibytes = bytes / 1024;
  return kibibytes < 1024 ? `${kibibytes.toFixed(1)} KiB` : `${(kibibytes / 1024).toFixed(1)} MiB`;
}
