import { parseSource } from './parseSource.ts';
import { asNode, listOf, type Node, unwrapped } from './syntaxNodes.ts';

/** How a function is called: what it takes, in order, and what it gives. */
export interface CallShape {
  readonly takes: readonly Parameter[];
  /** Nothing where the source does not say. */
  readonly gives: TypeShape | undefined;
  /** The text of its type parameters, or `""`. */
  readonly generics: string;
}

/** One thing that a function takes. */
export interface Parameter {
  readonly kind: 'required' | 'optional' | 'rest';
  /** Nothing where the source does not say. */
  readonly type: TypeShape | undefined;
}

/** A type as far as it is looked into: the alternatives of a union, each a text or the members of an object. */
export type TypeShape = readonly (string | ReadonlyMap<string, Member>)[];

/** A property of an object's type. */
export interface Member {
  readonly optional: boolean;
  readonly type: TypeShape | undefined;
}

const CUT = '…';

/** Reads a function's declaration without its body, as `ModuleExport` has it; nothing where it was cut or is none. */
export function callShapeOf(signature: string): CallShape | undefined {
  if (signature.endsWith(CUT)) return undefined;
  const attempts = signature.startsWith('const ')
    ? [`${signature} => {}`, `${signature} {}`]
    : [`(${signature} {})`];
  for (const text of attempts) {
    const statement = listOf((parseSource('signature.ts', text).ast?.program as unknown as Node)?.body)[0];
    const value = statement && functionIn(statement);
    if (value) return shapeOf(text, value);
  }
  return undefined;
}

function functionIn(statement: Node): Node | undefined {
  const declarator = listOf(statement.declarations)[0];
  const value = unwrapped(asNode(declarator?.init) ?? asNode(statement.expression));
  return value && /^(?:FunctionExpression|ArrowFunctionExpression)$/.test(value.type) ? value : undefined;
}

function shapeOf(text: string, value: Node): CallShape {
  const parameters = listOf(value.params).filter(({ name }) => name !== 'this');
  return {
    takes: parameters.map((parameter) => parameterOf(text, parameter)),
    gives: annotationOf(text, value.returnType),
    generics: plain(text, asNode(value.typeParameters)),
  };
}

function parameterOf(text: string, node: Node): Parameter {
  if (node.type === 'RestElement') return { kind: 'rest', type: annotationOf(text, node.typeAnnotation) };
  if (node.type === 'AssignmentPattern')
    return { kind: 'optional', type: annotationOf(text, asNode(node.left)?.typeAnnotation) };
  const kind = node.optional === true ? 'optional' : 'required';
  return { kind, type: annotationOf(text, node.typeAnnotation) };
}

function annotationOf(text: string, annotation: unknown): TypeShape | undefined {
  const type = asNode(asNode(annotation)?.typeAnnotation);
  return type && typeShapeOf(text, type);
}

function typeShapeOf(text: string, type: Node): TypeShape {
  if (type.type === 'TSParenthesizedType') return typeShapeOf(text, asNode(type.typeAnnotation)!);
  if (type.type === 'TSUnionType') return listOf(type.types).flatMap((one) => typeShapeOf(text, one));
  const members = type.type === 'TSTypeLiteral' ? listOf(type.members) : [];
  const named = members.map((member) => [nameOf(member), member] as const);
  const isObject = members.length > 0 && named.every(([name]) => name !== undefined);
  if (!isObject) return [plain(text, type)];
  return [
    new Map(
      named.map(([name, member]) => [
        name!,
        { optional: member.optional === true, type: annotationOf(text, member.typeAnnotation) },
      ]),
    ),
  ];
}

function nameOf(member: Node): string | undefined {
  const key = asNode(member.key);
  const isPlain = member.type === 'TSPropertySignature' && member.computed !== true;
  return isPlain && key ? String(key.name ?? key.value) : undefined;
}

/** The source of a node without what only its author's formatter decides. */
function plain(text: string, node: Node | undefined): string {
  if (!node) return '';
  return text
    .slice(node.start as number, node.end as number)
    .replaceAll('"', "'")
    .replace(/\s*([^\w\s$'])\s*/g, '$1')
    .replace(/[;,](?=[}\])>])/g, '');
}
