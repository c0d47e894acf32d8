import type { Diagnostic } from '../contract/answers.ts';
import type { PortablePath } from '../contract/names.ts';

const MAX_DEPTH = 1_000;
const OPEN = new Set([...'([{'].map((char) => char.charCodeAt(0)));
const CLOSE = new Set([...')]}'].map((char) => char.charCodeAt(0)));

/** The finding that a file cannot be parsed for its depth, at the line where it is known. */
export function tooDeep(path: string, line: number): Diagnostic {
  const message = 'The code is nested too deeply to be read.';
  return { path, line, column: line === 0 ? 0 : 1, severity: 'error', code: 'TOO_DEEP', message };
}

/** Finds files with a thousand brackets open at once, which parsers would run out of stack on. Counts those in strings too. */
export function findDeepNesting(texts: ReadonlyMap<PortablePath, string>): Diagnostic[] {
  return [...texts].flatMap(([path, text]) => {
    let depth = 0;
    let line = 1;
    for (let at = 0; at < text.length; at += 1) {
      const char = text.charCodeAt(at);
      if (char === 10) line += 1;
      else if (OPEN.has(char)) depth += 1;
      else if (CLOSE.has(char) && depth > 0) depth -= 1;
      if (depth > MAX_DEPTH) return [tooDeep(path, line)];
    }
    return [];
  });
}
