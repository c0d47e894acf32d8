import { type ParseResult, type ParserOptions, type ParserPlugin, parse } from '@babel/parser';
import { withinTime } from './boundedTime.ts';

/** The relative imports of one source file. */
export interface Imports {
  /** As written, each once, in the order in which they stand in the file. */
  readonly specifiers: readonly string[];
  /** What kept the file, or an import of it, from being followed; sentences without a subject. */
  readonly problems: readonly string[];
}

interface Node {
  readonly type: string;
  readonly start?: number | null;
  readonly [field: string]: unknown;
}
type Found = { at: number; specifier: string };

const PARSE_MILLISECONDS = 1_000;
const RELATIVE = /^\.{1,2}(?:\/|$)/;
const REFERENCE = /^\/\s*<reference\s[^>]*\bpath\s*=\s*["']([^"']+)["']/;
const DECLARATION = /\.d\.[mc]?ts$/;
const NO_JSX = /\.[mc]?ts$/;

/**
 * The relative imports of TypeScript or JavaScript, in every form: static, type-only, dynamic, `require`, `import()`
 * types, module augmentations, `new URL(…, import.meta.url)` and `<reference path>`. Code that cannot be parsed has
 * none, and says so. Throws `LIMIT_EXCEEDED` where parsing takes too long.
 */
export function importsOf(path: string, source: string): Imports {
  const ast = withinTime(PARSE_MILLISECONDS, `Parsing "${path}"`, () => parseLeniently(path, source));
  if (!ast) return { specifiers: [], problems: ['cannot be parsed, so its imports are not followed'] };
  const found: Found[] = [];
  const problems = new Set<string>();
  for (const node of nodesOf(ast.program as unknown as Node)) {
    const target = targetOf(node);
    if (!target) continue;
    const text = textOf(target);
    if (text !== undefined) found.push({ at: node.start ?? 0, specifier: text });
    else if (startsRelative(target))
      problems.add('has an import of a computed path, which cannot be followed: name its files in "include"');
  }
  for (const comment of ast.comments ?? []) {
    const referenced = comment.type === 'CommentLine' ? REFERENCE.exec(comment.value)?.[1] : undefined;
    if (referenced)
      found.push({
        at: comment.start ?? 0,
        specifier: RELATIVE.test(referenced) ? referenced : `./${referenced}`,
      });
  }
  found.sort((a, b) => a.at - b.at);
  const specifiers = new Set(
    found.map(({ specifier }) => specifier).filter((specifier) => RELATIVE.test(specifier)),
  );
  return { specifiers: [...specifiers], problems: [...problems] };
}

/** Parses a source file with whatever syntax its name allows; nothing where it is not code at all. */
export function parseLeniently(path: string, source: string): ParseResult | undefined {
  const jsxFirst = NO_JSX.test(path) ? [false, true] : [true, false];
  for (const jsx of jsxFirst) {
    try {
      return parse(source, optionsFor(path, jsx));
    } catch (error) {
      // Deeply nested code overflows the stack of a parser that recurses.
      if (error instanceof RangeError) return undefined;
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

/** The nodes of a tree in no particular order, walked without recursion. */
export function* nodesOf(root: unknown): Generator<Node> {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next) && typeof (next as Node).type === 'string') yield next as Node;
    for (const [field, value] of Object.entries(next)) {
      if (field !== 'loc' && field !== 'extra' && !field.endsWith('Comments')) open.push(value);
    }
  }
}

function optionsFor(path: string, jsx: boolean): ParserOptions {
  const typescript: ParserPlugin = ['typescript', { dts: DECLARATION.test(path) }];
  return {
    sourceType: 'unambiguous',
    errorRecovery: true,
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

/** The expression in which a node names a module, if it does. */
function targetOf(node: Node): Node | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
      return asNode(node.source);
    case 'TSImportType':
      return asNode(node.argument);
    case 'TSExternalModuleReference':
      return asNode(node.expression);
    case 'TSModuleDeclaration':
      return asNode(node.id);
    case 'CallExpression':
    case 'OptionalCallExpression':
      return isLoader(asNode(node.callee)) ? argument(node, 0) : undefined;
    case 'NewExpression':
      return isNamed(asNode(node.callee), 'URL') && isImportMeta(argument(node, 1), 'url')
        ? argument(node, 0)
        : undefined;
    default:
      return undefined;
  }
}

/** `require`, `require.resolve`, `import.meta.resolve`, and `import` where it parses as a call. */
function isLoader(callee: Node | undefined): boolean {
  if (callee?.type === 'Import' || isNamed(callee, 'require')) return true;
  return (
    isImportMeta(callee, 'resolve') ||
    (isMember(callee, 'resolve') && isNamed(asNode(callee?.object), 'require'))
  );
}

function isImportMeta(node: Node | undefined, property: string): boolean {
  return isMember(node, property) && asNode(node?.object)?.type === 'MetaProperty';
}

function isMember(node: Node | undefined, property: string): boolean {
  return node?.type === 'MemberExpression' && isNamed(asNode(node.property), property);
}

function isNamed(node: Node | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node.name === name;
}

function argument(call: Node, index: number): Node | undefined {
  return asNode((call.arguments as unknown[] | undefined)?.[index]);
}

function textOf(node: Node): string | undefined {
  if (node.type === 'StringLiteral') return node.value as string;
  if (node.type === 'TSLiteralType') return textOf(asNode(node.literal) ?? node);
  const quasis = node.type === 'TemplateLiteral' ? (node.quasis as { value: { cooked?: string } }[]) : [];
  return quasis.length === 1 ? quasis[0]?.value.cooked : undefined;
}

/** Whether a computed expression begins with a relative path. */
function startsRelative(node: Node): boolean {
  let first: Node | undefined = node;
  while (first?.type === 'BinaryExpression') first = asNode(first.left);
  const quasis = first?.type === 'TemplateLiteral' ? (first.quasis as { value: { cooked?: string } }[]) : [];
  const text = quasis[0]?.value.cooked ?? (first?.type === 'StringLiteral' ? (first.value as string) : '');
  return RELATIVE.test(text);
}

function asNode(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && 'type' in value ? (value as Node) : undefined;
}
