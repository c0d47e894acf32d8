import type { Diagnostic } from '../contract/answers.ts';
import type { PortablePath } from '../contract/names.ts';
import { error } from './finding.ts';
import { WHOLE_FILE } from './syntaxNodes.ts';

const MAX_DEPTH = 1_000;
const OPEN = new Set([...'([{'].map((char) => char.charCodeAt(0)));
const CLOSE = new Set([...')]}'].map((char) => char.charCodeAt(0)));

/** The finding that a file cannot be parsed for its depth, at the line where it is known. */
export function tooDeep(path: string, line = 0): Diagnostic {
  const message = 'The code is nested too deeply to be read: split it up.';
  return error(path, line === 0 ? WHOLE_FILE : { line, column: 1 }, 'TOO_DEEP', message);
}

/** The finding that a file was given up on. */
export function tooSlow(path: string): Diagnostic {
  const message = 'The code takes too long to be read: simplify it, or split it up.';
  return error(path, WHOLE_FILE, 'TOO_DEEP', message);
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
