import { asNode, listOf, type Node, type Place, placeOf, unwrapped } from './syntaxNodes.ts';

/** A function that a module exports. */
export interface ExportedFunction {
  readonly name: string;
  readonly place: Place;
  readonly parameters: number;
}

type Named = { readonly name: string; readonly at: Node; readonly value: Node };

/** The functions that a module's own statements export, arrow functions included. */
export function exportedFunctions(program: Node): ExportedFunction[] {
  const statements = listOf(program.body);
  const local = new Map(
    statements.flatMap((statement) =>
      declared(asNode(statement.declaration) ?? statement).map((each) => [each.name, each] as const),
    ),
  );
  const found = statements.flatMap((statement) => exportsOf(statement, local));
  return found.flatMap(({ name, at, value }) =>
    isFunction(value) ? { name, place: placeOf(at), parameters: listOf(value.params).length } : [],
  );
}

function exportsOf(statement: Node, local: ReadonlyMap<string, Named>): Named[] {
  const declaration = asNode(statement.declaration);
  if (statement.type === 'ExportDefaultDeclaration') {
    const value = unwrapped(declaration);
    if (!value) return [];
    const named = value.type === 'Identifier' ? local.get(value.name as string) : undefined;
    return [named ?? { name: 'default', at: value, value }];
  }
  if (statement.type !== 'ExportNamedDeclaration' || statement.source) return [];
  if (declaration) return declared(declaration);
  return listOf(statement.specifiers).flatMap(
    (specifier) => local.get(String(asNode(specifier.local)?.name)) ?? [],
  );
}

function declared(declaration: Node): Named[] {
  if (declaration.type === 'FunctionDeclaration') {
    const id = asNode(declaration.id);
    return [{ name: String(id?.name ?? 'default'), at: id ?? declaration, value: declaration }];
  }
  if (declaration.type !== 'VariableDeclaration') return [];
  return listOf(declaration.declarations).flatMap((declarator) => {
    const id = asNode(declarator.id);
    const value = unwrapped(asNode(declarator.init));
    return id?.type === 'Identifier' && value ? { name: id.name as string, at: id, value } : [];
  });
}

function isFunction(node: Node): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}
