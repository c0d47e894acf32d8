import { lineEndOf } from './sourceStyle.ts';

/** A definition as dotenv reads it, a value over several lines included; the name is the first group. */
const DEFINITION =
  /^\s*(?:export\s+)?([\w.-]+)(?:[ \t]*=|:\s)(?:[ \t]*(?:'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`))?/gm;
/** A definition that somebody has put behind a `#`. */
const COMMENTED = /^\s*#[#\s]*(?:export\s+)?([\w.-]+)[ \t]*=/gm;

/** The names that an environment file defines, or holds commented out. */
export function envNamesOf(text: string): Set<string> {
  const names = new Set<string>();
  const collect = (_: string, name: string) => {
    names.add(name);
    // What stands behind a value must not come to stand at the start of the line.
    return '_';
  };
  // A value over several lines may hold what looks like a definition, so definitions go first, values and all.
  text.replace(DEFINITION, collect).replace(COMMENTED, collect);
  return names;
}

/**
 * The text of an environment file with those names at its end that it lacks, as `NAME=` under a comment that says whose
 * they are; the same text where it lacks none. No byte before them changes.
 */
export function addEnvNames(text: string, source: string, names: readonly string[]): string {
  const present = envNamesOf(text);
  const missing = [...new Set(names)].filter((name) => !present.has(name));
  if (missing.length === 0) return text;
  const eol = lineEndOf(text);
  const gap = /^\ufeff?$/.test(text) ? '' : text.endsWith('\n') ? eol : eol + eol;
  return (
    text + gap + [`# ${source}`, ...missing.map((name) => `${name}=`)].map((line) => line + eol).join('')
  );
}
