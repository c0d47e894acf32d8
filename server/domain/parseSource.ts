import { type ParseResult, type ParserOptions, type ParserPlugin, parse } from '@babel/parser';
import type { Node } from './syntaxNodes.ts';

/** A parsed file; `ast` is missing where it is no code, or nested too deeply for a parser that recurses. */
export interface Parsed {
  readonly ast?: ParseResult | undefined;
  readonly tooDeep: boolean;
}

const DECLARATION = /\.d\.[mc]?ts$/;
const NO_JSX = /\.[mc]?ts$/;
const SKIPPED = new Set(['loc', 'extra', 'leadingComments', 'innerComments', 'trailingComments', 'errors']);

/** Parses a source file with whatever syntax its name allows. */
export function parseSource(path: string, source: string): Parsed {
  const jsxFirst = NO_JSX.test(path) ? [false, true] : [true, false];
  for (const jsx of jsxFirst) {
    try {
      return { ast: parse(source, optionsFor(path, jsx)), tooDeep: false };
    } catch (error) {
      // Deeply nested code overflows the stack.
      if (error instanceof RangeError) return { tooDeep: true };
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return { tooDeep: false };
}

/** As {@link parseSource}; nothing where the file could not be parsed, for whatever reason. */
export function parseLeniently(path: string, source: string): ParseResult | undefined {
  return parseSource(path, source).ast;
}

/** The nodes of a tree in no particular order, walked without recursion. */
export function* nodesOf(root: unknown): Generator<Node> {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next) && typeof (next as Node).type === 'string') yield next as Node;
    for (const field of Object.keys(next)) {
      if (!SKIPPED.has(field)) open.push((next as Record<string, unknown>)[field]);
    }
  }
}

function optionsFor(path: string, jsx: boolean): ParserOptions {
  const typescript: ParserPlugin = ['typescript', { dts: DECLARATION.test(path) }];
  return {
    sourceType: 'unambiguous',
    errorRecovery: true,
    attachComment: false,
    allowReturnOutsideFunction: true,
    allowImportExportEverywhere: true,
    allowAwaitOutsideFunction: true,
    allowNewTargetOutsideFunction: true,
    allowSuperOutsideMethod: true,
    allowUndeclaredExports: true,
    createImportExpressions: true,
    plugins: [typescript, 'decorators-legacy', ...(jsx ? (['jsx'] as const) : [])],
  };
}
