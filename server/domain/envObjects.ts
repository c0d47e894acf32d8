import {
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
  unwrapped,
} from './syntaxNodes.ts';

/**
 * What an expression holds the environment of: of the process, whatever a variable's name; or of a request or worker
 * (`c.env`, `env`), where other things stand beside variables. Deno's is asked by `get`.
 */
export type EnvKind = 'process' | 'worker' | 'deno';

/** The names under which one file knows an environment. */
export type EnvAliases = ReadonlyMap<string, EnvKind>;

const OF_PROCESS = new Set(['process', 'Bun']);
const PROCESS_MODULE = /^(?:node:)?process$/;

/** The environment that an expression stands for, if it does. */
export function envKind(node: Node | undefined, aliases: EnvAliases): EnvKind | undefined {
  const inner = unwrapped(node);
  if (inner?.type === 'Identifier') return aliases.get(inner.name as string);
  // `env(c)` of hono/adapter.
  if (isCall(inner)) return isNamed(asNode(inner.callee), 'env') ? 'worker' : undefined;
  if (!isMember(inner) || propertyName(inner) !== 'env') return undefined;
  return kindOfOwner(unwrapped(asNode(inner.object)));
}

/** Finds the names that a file gives to an environment; `env` is one wherever it is used as one. */
export function envAliases(nodes: readonly Node[]): EnvAliases {
  const aliases = new Map<string, EnvKind>([['env', 'worker']]);
  for (const node of nodes) {
    if (node.type !== 'ImportDeclaration') continue;
    if (!PROCESS_MODULE.test(literalText(asNode(node.source)) ?? '')) continue;
    for (const name of listOf(node.specifiers)) {
      const imported = asNode(name.imported);
      const isEnv = isNamed(imported, 'env') || literalText(imported) === 'env';
      if (isEnv) aliases.set(String(asNode(name.local)?.name), 'process');
    }
  }
  for (const node of nodes) {
    const [target, value] = assignmentOf(node);
    const kind = target?.type === 'Identifier' ? envKind(value, aliases) : undefined;
    if (kind) aliases.set(String(target?.name), kind);
  }
  return aliases;
}

/** What a declaration, an assignment or a default gives a value to, and the value. */
export function assignmentOf(node: Node): [target: Node | undefined, value: Node | undefined] {
  if (node.type === 'VariableDeclarator') return [asNode(node.id), fallbackFree(asNode(node.init))];
  if (node.type === 'AssignmentPattern' || node.type === 'AssignmentExpression')
    return [asNode(node.left), fallbackFree(asNode(node.right))];
  return [undefined, undefined];
}

/** Where a file takes the environment of its process by import. */
export function envImports(nodes: readonly Node[]): Place[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'ImportDeclaration') return [];
    const source = literalText(asNode(node.source)) ?? '';
    if (source !== 'cloudflare:workers' && source !== 'bun' && !PROCESS_MODULE.test(source)) return [];
    return listOf(node.specifiers).flatMap((name) =>
      isNamed(asNode(name.imported), 'env') ? placeOf(name) : [],
    );
  });
}

function kindOfOwner(owner: Node | undefined): EnvKind {
  if (owner?.type === 'MetaProperty') return 'process';
  const name = owner?.type === 'Identifier' ? (owner.name as string) : isMember(owner) && propertyName(owner);
  if (name === 'Deno') return 'deno';
  return name && OF_PROCESS.has(name) ? 'process' : 'worker';
}

/** `process.env ?? {}` is an environment as well. */
function fallbackFree(value: Node | undefined): Node | undefined {
  const inner = unwrapped(value);
  return inner?.type === 'LogicalExpression' && inner.operator !== '&&'
    ? unwrapped(asNode(inner.left))
    : inner;
}
