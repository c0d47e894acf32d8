import {
  argument,
  asNode,
  isCall,
  isMember,
  listOf,
  literalText,
  type Node,
  type Place,
  placeOf,
  propertyName,
  unwrapped,
} from './syntaxNodes.ts';

/** A column as it will be named in the database. */
export interface Column {
  readonly name: string;
  readonly place: Place;
}

/** What a file declares for Drizzle. */
export interface DrizzleTables {
  readonly tables: number;
  readonly columns: readonly Column[];
}

const CORE = /^drizzle-orm\/[a-z]+-core$/;
const TABLE = /^[a-z]+(?:Table|View|MaterializedView)$/;
const CREATOR = /^[a-z]+TableCreator$/;
const SCHEMA = /^[a-z]+Schema$/;

/** Finds the tables that a file makes with Drizzle, and the columns that their definitions name. */
export function drizzleTables(nodes: readonly Node[]): DrizzleTables {
  const makers = makersOf(nodes);
  const constants = constantsOf(nodes);
  let tables = 0;
  const columns: Column[] = [];
  for (const node of nodes) {
    if (!isCall(node) || !makesTable(asNode(node.callee), makers)) continue;
    tables += 1;
    columns.push(...columnsOf(definition(argument(node, 1)), constants));
  }
  return { tables, columns };
}

/** Local names by what they make: tables at once, functions that make tables, or schemas with a `table` method. */
function makersOf(nodes: readonly Node[]): ReadonlyMap<string, 'table' | 'schema'> {
  const imported = new Map<string, string>();
  for (const node of nodes) {
    if (node.type !== 'ImportDeclaration' || !CORE.test(literalText(asNode(node.source)) ?? '')) continue;
    for (const name of listOf(node.specifiers)) {
      const original = asNode(name.imported);
      imported.set(String(asNode(name.local)?.name), String(original?.name ?? literalText(original)));
    }
  }
  const makers = new Map<string, 'table' | 'schema'>();
  for (const [local, original] of imported) if (TABLE.test(original)) makers.set(local, 'table');
  for (const node of nodes) {
    const value = node.type === 'VariableDeclarator' ? unwrapped(asNode(node.init)) : undefined;
    const id = asNode(node.id);
    if (!isCall(value) || id?.type !== 'Identifier') continue;
    const called = imported.get(String(asNode(value.callee)?.name)) ?? '';
    if (CREATOR.test(called)) makers.set(id.name as string, 'table');
    else if (SCHEMA.test(called)) makers.set(id.name as string, 'schema');
  }
  return makers;
}

function makesTable(callee: Node | undefined, makers: ReadonlyMap<string, 'table' | 'schema'>): boolean {
  if (callee?.type === 'Identifier') return makers.get(callee.name as string) === 'table';
  if (!isMember(callee) || propertyName(callee) !== 'table') return false;
  return makers.get(String(asNode(callee.object)?.name)) === 'schema';
}

/** Objects by the constants they are given to: columns that several tables share are spread from there. */
function constantsOf(nodes: readonly Node[]): ReadonlyMap<string, Node> {
  const constants = new Map<string, Node>();
  for (const node of nodes) {
    const value = node.type === 'VariableDeclarator' ? unwrapped(asNode(node.init)) : undefined;
    if (value?.type === 'ObjectExpression') constants.set(String(asNode(node.id)?.name), value);
  }
  return constants;
}

/** The object of columns, also where a function of the column types makes it. */
function definition(node: Node | undefined): Node | undefined {
  const value = unwrapped(node);
  if (value?.type !== 'ArrowFunctionExpression' && value?.type !== 'FunctionExpression') return value;
  const body = unwrapped(asNode(value.body));
  if (body?.type !== 'BlockStatement') return body;
  return unwrapped(asNode(listOf(body.body).find(({ type }) => type === 'ReturnStatement')?.argument));
}

function columnsOf(object: Node | undefined, constants: ReadonlyMap<string, Node>): Column[] {
  const columns: Column[] = [];
  const spread = new Set<Node>();
  const open = object ? [object] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const property of listOf(next.properties)) {
      const shared = property.type === 'SpreadElement' ? asNode(property.argument) : undefined;
      const constant = shared && constants.get(String(shared.name));
      if (constant && !spread.has(constant)) {
        spread.add(constant);
        open.push(constant);
      }
      const column = property.type === 'ObjectProperty' ? columnOf(property) : undefined;
      if (column) columns.push(column);
    }
  }
  return columns;
}

/** A column is named by the text its type is called with; without one, by its key. */
function columnOf(property: Node): Column | undefined {
  let type = unwrapped(asNode(property.value));
  for (;;) {
    const callee: Node | undefined = isCall(type) ? unwrapped(asNode(type.callee)) : undefined;
    const before: Node | undefined = isMember(callee) ? unwrapped(asNode(callee.object)) : undefined;
    if (!isCall(before)) break;
    type = before;
  }
  if (!isCall(type)) return undefined;
  const stated = argument(type, 0);
  const text = literalText(stated);
  if (text !== undefined) return { name: text, place: placeOf(stated!) };
  const key = propertyName(property);
  return key === undefined ? undefined : { name: key, place: placeOf(property) };
}
