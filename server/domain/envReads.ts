import { assignmentOf, type EnvAliases, envAliases, envImports, envKind } from './envObjects.ts';
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
  unwrapped,
} from './syntaxNodes.ts';

/** How a file uses environment variables. */
export interface EnvReads {
  /** Variables that are read, in no particular order. */
  readonly read: readonly { readonly name: string; readonly place: Place }[];
  /** Names in a worker's environment that hold a database, a bucket or the like, not a variable. */
  readonly bindings: readonly string[];
  /** Whether variables are also read whose names are only known at run time. */
  readonly dynamic: boolean;
  /** Where the environment of the process itself is used, rather than one that is handed over. */
  readonly ofProcess: readonly Place[];
}

type Reads = {
  read: Map<Node, string>;
  bindings: Set<string>;
  dynamic: boolean;
  ofProcess: Place[];
  /** Environments of which it is known what is done with them. */
  known: Set<Node>;
};

const VARIABLE = /^[A-Z][A-Z0-9_]*$/;
/** The types by which Cloudflare's workers declare what is bound beside variables. */
const BINDING_TYPE =
  /^(?:D1Database|KVNamespace|R2Bucket|DurableObjectNamespace|Queue|Fetcher|Service|Ai|Vectorize(?:Index)?|AnalyticsEngineDataset|Hyperdrive|SendEmail|Workflow|ImagesBinding|BrowserWorker|RateLimit|Pipeline)$/;

/** Finds the environment variables that a file reads, from the nodes of its tree. */
export function envReads(nodes: readonly Node[]): EnvReads {
  const aliases = envAliases(nodes);
  const reads: Reads = {
    read: new Map(),
    bindings: new Set(),
    dynamic: false,
    ofProcess: envImports(nodes),
    known: new Set(),
  };
  for (const node of nodes) {
    if (isMember(node)) readMember(node, aliases, reads);
    else if (isCall(node)) readCall(node, aliases, reads);
    else if (node.type === 'BinaryExpression') readIn(node, aliases, reads);
    else if (node.type === 'ObjectPattern') readNested(node, reads);
    else if (node.type === 'TSPropertySignature') readSignature(node, reads);
    const [target, value] = assignmentOf(node);
    if (target?.type === 'ObjectPattern') readPattern(target, value, aliases, reads);
    else if (target?.type === 'Identifier' && envKind(value, aliases)) reads.known.add(value!);
  }
  for (const node of nodes) notRead(node, reads);
  for (const node of nodes) if (isMember(node)) useOfProcess(node, reads);
  const read = [...reads.read].map(([node, name]) => ({ name, place: placeOf(node) }));
  const { dynamic, ofProcess, bindings } = reads;
  return { read, bindings: [...bindings], dynamic, ofProcess };
}

function readMember(node: Node, aliases: EnvAliases, reads: Reads): void {
  const kind = envKind(asNode(node.object), aliases);
  if (!kind || kind === 'deno') return;
  reads.known.add(unwrapped(asNode(node.object))!);
  const name = propertyName(node);
  if (name === undefined) reads.dynamic = true;
  else if (kind === 'process' || VARIABLE.test(name)) reads.read.set(node, name);
}

/** `Deno.env.get('X')`, and `drizzle(env.DB)`. */
function readCall(node: Node, aliases: EnvAliases, reads: Reads): void {
  const callee = unwrapped(asNode(node.callee));
  if (isNamed(callee, 'drizzle')) {
    const database = unwrapped(argument(node, 0));
    if (isMember(database) && envKind(asNode(database.object), aliases) === 'worker')
      reads.bindings.add(propertyName(database) ?? '');
  }
  if (!isMember(callee) || envKind(asNode(callee.object), aliases) !== 'deno') return;
  const name = literalText(argument(node, 0));
  if (name === undefined) reads.dynamic = true;
  else if (['get', 'has'].includes(propertyName(callee) ?? '')) reads.read.set(node, name);
}

/** `'X' in process.env`. */
function readIn(node: Node, aliases: EnvAliases, reads: Reads): void {
  const name = node.operator === 'in' ? literalText(asNode(node.left)) : undefined;
  if (name === undefined || !envKind(asNode(node.right), aliases)) return;
  reads.known.add(unwrapped(asNode(node.right))!);
  reads.read.set(node, name);
}

/** `const { X, Y } = process.env`. */
function readPattern(pattern: Node, value: Node | undefined, aliases: EnvAliases, reads: Reads): void {
  const kind = envKind(value, aliases);
  const names = listOf(pattern.properties).map(propertyName);
  if (isNamed(value, 'process') && names.includes('env')) reads.ofProcess.push(placeOf(pattern));
  if (!kind || kind === 'deno') return;
  reads.known.add(unwrapped(value)!);
  for (const property of listOf(pattern.properties)) {
    const name = property.type === 'RestElement' ? undefined : propertyName(property);
    if (name === undefined) reads.dynamic = true;
    else if (kind === 'process' || VARIABLE.test(name)) reads.read.set(property, name);
  }
}

/** `({ env: { X, Y } })`, of a context or of the process. */
function readNested(pattern: Node, reads: Reads): void {
  for (const property of listOf(pattern.properties)) {
    if (property.type === 'RestElement' || propertyName(property) !== 'env') continue;
    const value = asNode(property.value);
    const inner = value?.type === 'AssignmentPattern' ? asNode(value.left) : value;
    if (inner?.type !== 'ObjectPattern') continue;
    for (const variable of listOf(inner.properties)) {
      const name = variable.type === 'RestElement' ? undefined : propertyName(variable);
      if (name === undefined) reads.dynamic = true;
      else if (VARIABLE.test(name)) reads.read.set(variable, name);
    }
  }
}

/** `DB: D1Database` in the type of an environment. */
function readSignature(node: Node, reads: Reads): void {
  const type = asNode(asNode(node.typeAnnotation)?.typeAnnotation);
  const typeName = type?.type === 'TSTypeReference' ? asNode(type.typeName) : undefined;
  if (typeName?.type !== 'Identifier' || !BINDING_TYPE.test(typeName.name as string)) return;
  const name = propertyName(node);
  if (name !== undefined) reads.bindings.add(name);
}

/** Takes out what is only written; what has methods that no text has is a binding. */
function notRead(node: Node, reads: Reads): void {
  if (node.type === 'AssignmentExpression' && node.operator === '=') reads.read.delete(asNode(node.left)!);
  if (node.type === 'UnaryExpression' && node.operator === 'delete')
    reads.read.delete(asNode(node.argument)!);
  if (!isMember(node)) return;
  const name = reads.read.get(unwrapped(asNode(node.object))!);
  const property = propertyName(node);
  if (name !== undefined && property !== undefined && !Object.hasOwn(String.prototype, property))
    reads.bindings.add(name);
}

/** Where `process.env` and its like stand; as a whole, they may be read under any name. */
function useOfProcess(node: Node, reads: Reads): void {
  const kind = envKind(node, new Map());
  if (kind !== 'process' && kind !== 'deno') return;
  reads.ofProcess.push(placeOf(node));
  if (kind === 'process' && !reads.known.has(node)) reads.dynamic = true;
}
