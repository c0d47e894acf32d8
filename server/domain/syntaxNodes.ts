/** A node of a parsed source file. */
export interface Node {
  readonly type: string;
  readonly start?: number | null;
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } } | null;
  readonly [field: string]: unknown;
}

/** Where something stands in a file, from 1; both 0 where the whole file is meant. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place of a finding about a whole file. */
export const WHOLE_FILE: Place = { line: 0, column: 0 };

type Member = Node & { readonly type: 'MemberExpression' | 'OptionalMemberExpression' };
type Call = Node & { readonly type: 'CallExpression' | 'OptionalCallExpression' };

const WRAPPERS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'ParenthesizedExpression',
]);

/** Where a node begins. */
export function placeOf(node: Node): Place {
  return node.loc ? { line: node.loc.start.line, column: node.loc.start.column + 1 } : WHOLE_FILE;
}

/** The value as a node, if it is one. */
export function asNode(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && 'type' in value ? (value as Node) : undefined;
}

/** The nodes of a list in a field of a node; holes are left out. */
export function listOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.flatMap((each) => asNode(each) ?? []) : [];
}

/** The argument of a call or of `new` at an index. */
export function argument(call: Node, index: number): Node | undefined {
  return asNode((call.arguments as unknown[] | undefined)?.[index]);
}

/** Whether a node is the identifier of this name. */
export function isNamed(node: Node | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node.name === name;
}

/** Whether a node takes a property of an object, by `.`, `?.` or brackets. */
export function isMember(node: Node | undefined): node is Member {
  return node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression';
}

/** Whether a node calls something, with `?.` or without. */
export function isCall(node: Node | undefined): node is Call {
  return node?.type === 'CallExpression' || node?.type === 'OptionalCallExpression';
}

/** The name of the property that a member, a pattern's or an object's property takes; nothing where it is computed. */
export function propertyName(node: Node): string | undefined {
  const key = asNode(isMember(node) ? node.property : node.key);
  if (!key) return undefined;
  return !node.computed && key.type === 'Identifier' ? (key.name as string) : literalText(key);
}

/** The text of a string literal, of a template without expressions, or of a literal type. */
export function literalText(node: Node | undefined): string | undefined {
  if (node?.type === 'StringLiteral') return node.value as string;
  if (node?.type === 'TSLiteralType') return literalText(asNode(node.literal));
  const quasis = node?.type === 'TemplateLiteral' ? (node.quasis as { value: { cooked?: string } }[]) : [];
  return quasis.length === 1 ? quasis[0]?.value.cooked : undefined;
}

/** The expression without what only TypeScript wraps around it. */
export function unwrapped(node: Node | undefined): Node | undefined {
  let inner = node;
  while (inner && WRAPPERS.has(inner.type)) inner = asNode(inner.expression);
  return inner;
}
