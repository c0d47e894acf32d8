import { withinTime } from './boundedTime.ts';
import { isRelative, moduleReferences } from './moduleReferences.ts';
import { nodesOf, parseLeniently } from './parseSource.ts';
import type { Place } from './syntaxNodes.ts';

/** The relative imports of one source file. */
export interface Imports {
  /** As written, each once, in the order in which they stand in the file. */
  readonly specifiers: readonly string[];
  /** Where each first stands. */
  readonly places: ReadonlyMap<string, Place>;
  /** What kept the file, or an import of it, from being followed; sentences without a subject. */
  readonly problems: readonly string[];
}

/** Finds the imports of a file, here or elsewhere. */
export type ReadImports = (path: string, source: string) => Imports | Promise<Imports>;

/** On a machine that does much else, a sound file has taken more than one second. */
const PARSE_MILLISECONDS = 5_000;
const COMPUTED = 'has an import of a computed path, which cannot be followed: name its files in "include"';

/**
 * The relative imports of TypeScript or JavaScript, in every form that `moduleReferences` knows. Code that cannot be
 * parsed has none, and says so. Throws `LIMIT_EXCEEDED` where parsing takes too long.
 */
export function importsOf(path: string, source: string): Imports {
  const ast = withinTime(PARSE_MILLISECONDS, `Parsing "${path}"`, () => parseLeniently(path, source));
  const places = new Map<string, Place>();
  if (!ast)
    return { specifiers: [], places, problems: ['cannot be parsed, so its imports are not followed'] };
  const { found, computed } = moduleReferences(ast, nodesOf(ast.program));
  for (const { specifier, place } of found)
    if (isRelative(specifier) && !places.has(specifier)) places.set(specifier, place);
  return { specifiers: [...places.keys()], places, problems: computed.length > 0 ? [COMPUTED] : [] };
}
