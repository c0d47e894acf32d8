import { type DrizzleTables, drizzleTables } from './drizzleTables.ts';
import { type DynamicCode, dynamicCode } from './dynamicCode.ts';
import { type EnvReads, envReads } from './envReads.ts';
import { type ExportedFunction, exportedFunctions } from './exportedFunctions.ts';
import { type ModuleReferences, moduleReferences } from './moduleReferences.ts';
import { nodesOf, parseSource } from './parseSource.ts';
import { literalText, type Node } from './syntaxNodes.ts';

/** All that checks want to know of one source file, so that its tree need not be kept. */
export interface SourceFacts {
  readonly references: ModuleReferences;
  readonly env: EnvReads;
  /** Every identifier, and every text that could be one. */
  readonly words: ReadonlySet<string>;
  readonly usesJsx: boolean;
  readonly dynamicCode: readonly DynamicCode[];
  readonly functions: readonly ExportedFunction[];
  readonly drizzle: DrizzleTables;
}

const WORD = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

/** Parses a file once and collects what checks want to know; `unknown` where it is no code a parser takes. */
export function sourceFacts(path: string, text: string): SourceFacts | 'too deep' | 'unknown' {
  const { ast, tooDeep } = parseSource(path, text);
  if (!ast) return tooDeep ? 'too deep' : 'unknown';
  const nodes = [...nodesOf(ast.program)];
  return {
    references: moduleReferences(ast, nodes),
    env: envReads(nodes),
    words: new Set(nodes.flatMap(wordsOf)),
    usesJsx: nodes.some(({ type }) => type === 'JSXElement' || type === 'JSXFragment'),
    dynamicCode: dynamicCode(nodes),
    functions: exportedFunctions(ast.program as unknown as Node),
    drizzle: drizzleTables(nodes),
  };
}

function wordsOf(node: Node): string[] {
  const text = node.type === 'Identifier' ? (node.name as string) : literalText(node);
  return text !== undefined && WORD.test(text) ? [text] : [];
}
