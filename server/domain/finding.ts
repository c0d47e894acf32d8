import type { Diagnostic } from '../contract/answers.ts';
import type { Place } from './syntaxNodes.ts';

/** A finding that keeps a function from being published. */
export function error(path: string, { line, column }: Place, code: string, message: string): Diagnostic {
  return { path, line, column, severity: 'error', code, message };
}

/** A finding that does not keep a function from being published. */
export function warning(path: string, { line, column }: Place, code: string, message: string): Diagnostic {
  return { path, line, column, severity: 'warning', code, message };
}
