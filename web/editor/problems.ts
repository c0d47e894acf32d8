import type { Diagnostic } from '../../server/contract/answers.ts';
import type { Documents } from './documents.ts';
import type { Monaco } from './loadMonaco.ts';

/** Something that the compiler or the registry says of the files; line and column from 1, 0 for a file as a whole. */
export interface Problem extends Omit<Diagnostic, 'severity'> {
  readonly severity: 'error' | 'warning';
  readonly from: string;
}

const OWNER = 'registry';

/** Marks in the text what the registry found; what is about a file as a whole, or about none, is in the list alone. */
export function markFindings(monaco: Monaco, documents: Documents, found: readonly Diagnostic[]): void {
  for (const path of documents.files().keys()) {
    const model = documents.model(path);
    if (!model) continue;
    const markers = found.flatMap(({ path: of, line, column, severity, message, code }) => {
      if (of !== path || line === 0) return [];
      const startLineNumber = Math.min(line, model.getLineCount());
      const startColumn = Math.max(1, column);
      const word = model.getWordAtPosition({ lineNumber: startLineNumber, column: startColumn });
      return {
        severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
        ...{ startLineNumber, startColumn, endLineNumber: startLineNumber },
        ...{ endColumn: word?.endColumn ?? startColumn + 1, message, code, source: 'registry' },
      };
    });
    monaco.editor.setModelMarkers(model, OWNER, markers);
  }
}

/** All that is marked, and what the registry found of files as a whole: errors first, then by place. */
export function listProblems(
  monaco: Monaco,
  documents: Documents,
  found: readonly Diagnostic[],
): readonly Problem[] {
  const marked = [...documents.files().keys()].flatMap((path): Problem[] => {
    const model = documents.model(path);
    if (!model) return [];
    return monaco.editor
      .getModelMarkers({ resource: model.uri })
      .filter(({ severity }) => severity >= monaco.MarkerSeverity.Warning)
      .map(({ startLineNumber: line, startColumn: column, severity, message, code, source, owner }) => ({
        ...{ path, line, column, message },
        severity: severity === monaco.MarkerSeverity.Error ? 'error' : 'warning',
        code: typeof code === 'string' ? code : (code?.value ?? ''),
        from: owner === OWNER ? 'registry' : (source ?? owner),
      }));
  });
  const whole = found.filter(({ line, path }) => line === 0 || !documents.model(path));
  return [...marked, ...whole.map((one) => ({ ...one, from: 'registry' }))].sort(
    (a, b) =>
      Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
      a.path.localeCompare(b.path) ||
      a.line - b.line ||
      a.column - b.column,
  );
}

/** How many errors and warnings there are, in words; `""` without any. */
export function countOf(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const parts = [counted(errors, 'error'), counted(problems.length - errors, 'warning')];
  return parts.filter((part) => part !== '').join(' and ');
}

function counted(of: number, one: string): string {
  return of === 0 ? '' : `${of} ${one}${of === 1 ? '' : 's'}`;
}
