import { asNode, listOf, type Node, unwrapped } from './syntaxNodes.ts';

/** One name that a module exports. */
export interface ModuleExport {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'type' | 'value';
  /** Its declaration without the body, on one line. */
  readonly signature: string;
  /** The first paragraph of its documentation, or `""`. */
  readonly summary: string;
  /** The file that declares it, and the line, from 1; 0 where only its name is known. */
  readonly path: string;
  readonly line: number;
}

const MAX_SIGNATURE = 300;
const MAX_SUMMARY = 300;
const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'TSDeclareFunction',
]);

/** The names that a statement declares; none for other statements and for patterns. */
export function declaredNames(declaration: Node): string[] {
  if (declaration.type === 'VariableDeclaration') {
    return listOf(declaration.declarations).flatMap((declarator) => {
      const id = asNode(declarator.id);
      return id?.type === 'Identifier' ? [String(id.name)] : [];
    });
  }
  const id = asNode(declaration.id);
  return /Declaration$|^TSDeclareFunction$/.test(declaration.type) && id?.type === 'Identifier'
    ? [String(id.name)]
    : [];
}

/** What a declaration makes. */
export function kindOf(declaration: Node): ModuleExport['kind'] {
  if (/^TS(?:Interface|TypeAlias)Declaration$/.test(declaration.type)) return 'type';
  if (/^Class/.test(declaration.type)) return 'class';
  if (FUNCTIONS.has(declaration.type)) return 'function';
  const values = listOf(declaration.declarations).map((declarator) => unwrapped(asNode(declarator.init)));
  return values.some((value) => value && FUNCTIONS.has(value.type)) ? 'function' : 'value';
}

/** A declaration up to its body, on one line and of bounded length; of a variable only the one of that name. */
export function declarationHead(text: string, declaration: Node, name?: string): string {
  const head = headOf(text, declaration, name)
    .replace(/\s+/g, ' ')
    .replace(/([([]) | (?=[)\]])/g, '$1')
    .replace(/,(?=[)\]])/g, '')
    .replace(/[{=;]\s*$/, '')
    .trim();
  return head.length > MAX_SIGNATURE ? `${head.slice(0, MAX_SIGNATURE)}…` : head;
}

function headOf(text: string, declaration: Node, name: string | undefined): string {
  if (declaration.type === 'VariableDeclaration') {
    const declarator = listOf(declaration.declarations).find((one) => asNode(one.id)?.name === name);
    const init = unwrapped(asNode(declarator?.init));
    const isFunction = init !== undefined && FUNCTIONS.has(init.type);
    const end = isFunction ? startOf(init.body) : endOf(declarator?.id);
    const head = text.slice(startOf(declarator), end ?? startOf(declarator));
    return `${declaration.kind} ${head.replace(/=>\s*$/, '')}`;
  }
  const isWhole = declaration.type === 'TSTypeAliasDeclaration';
  const end = isWhole ? (declaration.end as number) : startOf(declaration.body);
  return text.slice(startOf(declaration), end ?? (declaration.end as number));
}

/** The first paragraph of the documentation that stands right before a statement, as plain text. */
export function summaryBefore(text: string, comments: readonly Node[], statement: Node): string {
  const start = startOf(statement) ?? 0;
  const doc = comments.findLast(
    (comment) => (comment.end as number) <= start && text.slice(comment.end as number, start).trim() === '',
  );
  const value = String(doc?.value ?? '');
  if (doc?.type !== 'CommentBlock' || !value.startsWith('*')) return '';
  const lines = value
    .slice(1)
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  const paragraph =
    lines
      .join('\n')
      .trim()
      .split(/\n\s*\n|\n@/)[0] ?? '';
  const words = paragraph.startsWith('@') ? '' : paragraph.replace(/\s+/g, ' ').trim();
  return words.length > MAX_SUMMARY ? `${words.slice(0, MAX_SUMMARY)}…` : words;
}

function startOf(value: unknown): number | undefined {
  return asNode(value)?.start ?? undefined;
}

function endOf(value: unknown): number | undefined {
  return asNode(value)?.end as number | undefined;
}
