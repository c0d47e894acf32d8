import type { ParseResult } from '@babel/parser';
import {
  argument,
  asNode,
  isCall,
  isMember,
  isNamed,
  listOf,
  literalText,
  type Node,
  type Place,
  placeOf,
  propertyName,
} from './syntaxNodes.ts';

/** One place in a file that names a module. */
export interface ModuleReference {
  /** As written. */
  readonly specifier: string;
  /** `url` names a file beside this one; `declaration` says what a module has without loading it. */
  readonly form: 'value' | 'type' | 'url' | 'declaration';
  readonly place: Place;
}

/** What a file says about other modules, in the order in which it does. */
export interface ModuleReferences {
  readonly found: readonly ModuleReference[];
  /** Where a relative path is put together at run time. */
  readonly computed: readonly Place[];
}

const RELATIVE = /^\.{1,2}(?:\/|$)/;
const REFERENCE = /^\/\s*<reference\s[^>]*\b(path|types)\s*=\s*["']([^"']+)["']/;
const JSX_SOURCE = /@jsxImportSource\s+(\S+)/;

/** Whether a specifier is a path that begins at the file which names it. */
export function isRelative(specifier: string): boolean {
  return RELATIVE.test(specifier);
}

/**
 * The modules that TypeScript or JavaScript names, in every form: static, type-only, dynamic, `require`, `import()`
 * types, module augmentations, `new URL(…, import.meta.url)`, `<reference>` and `@jsxImportSource`. `nodes` are those
 * of the tree.
 */
export function moduleReferences(ast: ParseResult, nodes: Iterable<Node>): ModuleReferences {
  const found: (ModuleReference & { at: number })[] = [];
  const computed: Place[] = [];
  for (const node of nodes) {
    const target = targetOf(node);
    if (!target) continue;
    const specifier = literalText(target);
    const place = placeOf(target);
    if (specifier !== undefined) found.push({ specifier, form: formOf(node), place, at: target.start ?? 0 });
    else if (startsRelative(target)) computed.push(place);
  }
  for (const comment of ast.comments ?? []) {
    const at = comment.start ?? 0;
    const place = placeOf(comment as unknown as Node);
    const specifier = comment.type === 'CommentLine' ? referenced(comment.value) : undefined;
    const source = comment.type === 'CommentBlock' ? JSX_SOURCE.exec(comment.value)?.[1] : undefined;
    if (specifier) found.push({ specifier, form: 'type', place, at });
    if (source) found.push({ specifier: source, form: 'value', place, at });
  }
  found.sort((a, b) => a.at - b.at);
  computed.sort((a, b) => a.line - b.line || a.column - b.column);
  return { found: found.map(({ specifier, form, place }) => ({ specifier, form, place })), computed };
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
      return isUrlBesideThis(node) ? argument(node, 0) : undefined;
    default:
      return undefined;
  }
}

function formOf(node: Node): ModuleReference['form'] {
  if (node.type === 'NewExpression') return 'url';
  if (node.type === 'TSModuleDeclaration') return 'declaration';
  if (node.type === 'TSImportType') return 'type';
  if (node.importKind === 'type' || node.exportKind === 'type') return 'type';
  const names = isCall(node) ? [] : listOf(node.specifiers);
  const kindOf = (name: Node) => name.importKind ?? name.exportKind;
  return names.length > 0 && names.every((name) => kindOf(name) === 'type') ? 'type' : 'value';
}

/** `require`, `require.resolve`, `import.meta.resolve`, and `import` where it parses as a call. */
function isLoader(callee: Node | undefined): boolean {
  if (callee?.type === 'Import' || isNamed(callee, 'require')) return true;
  if (!isMember(callee) || propertyName(callee) !== 'resolve') return false;
  return asNode(callee.object)?.type === 'MetaProperty' || isNamed(asNode(callee.object), 'require');
}

function isUrlBesideThis(node: Node): boolean {
  const base = argument(node, 1);
  return (
    isNamed(asNode(node.callee), 'URL') &&
    isMember(base) &&
    propertyName(base) === 'url' &&
    asNode(base.object)?.type === 'MetaProperty'
  );
}

function referenced(comment: string): string | undefined {
  const [, kind, target = ''] = REFERENCE.exec(comment) ?? [];
  if (kind === undefined) return undefined;
  return kind === 'types' || isRelative(target) || target.startsWith('/') ? target : `./${target}`;
}

/** Whether a computed expression begins with a relative path. */
function startsRelative(node: Node): boolean {
  let first: Node | undefined = node;
  while (first?.type === 'BinaryExpression') first = asNode(first.left);
  const quasis = first?.type === 'TemplateLiteral' ? (first.quasis as { value: { cooked?: string } }[]) : [];
  const text = quasis[0]?.value.cooked ?? (first?.type === 'StringLiteral' ? (first.value as string) : '');
  return isRelative(text);
}
