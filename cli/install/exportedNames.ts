import { resolveImport } from '../../server/domain/importTargets.ts';
import { parseLeniently } from '../../server/domain/parseSource.ts';
import { asNode, listOf, literalText, type Node } from '../../server/domain/syntaxNodes.ts';

/** The files that modules are looked up in, by path with `/`. */
export interface ModuleFiles {
  has(path: string): boolean;
  /** Nothing where it is no text that can be read. */
  read(path: string): string | undefined;
}

/** Exported names, each as a value or only as a type. */
export type ExportedNames = ReadonlyMap<string, 'value' | 'type'>;

const MAX_MODULES = 200;
const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;
const TYPES = /^(?:TSInterfaceDeclaration|TSTypeAliasDeclaration)$/;

/** The names that a module exports, the default left out; every relative `export *` is followed as far as files are there. */
export function exportedNames(path: string, files: ModuleFiles): ExportedNames {
  const names = new Map<string, 'value' | 'type'>();
  const open = [path];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined && seen.size <= MAX_MODULES; at = open.pop()) {
    const ast = parseLeniently(at, files.read(at) ?? '');
    for (const statement of ast ? listOf(ast.program.body) : []) {
      for (const [name, kind] of namesOf(statement)) {
        if (name !== 'default' && IDENTIFIER.test(name) && names.get(name) !== 'value') names.set(name, kind);
      }
      const star =
        statement.type === 'ExportAllDeclaration' ? literalText(asNode(statement.source)) : undefined;
      if (star === undefined || !/^\.{1,2}\//.test(star)) continue;
      const { target } = resolveImport(at, star, (candidate) => files.has(candidate));
      if (target !== undefined && !seen.has(target)) {
        seen.add(target);
        open.push(target);
      }
    }
  }
  return names;
}

function namesOf(statement: Node): [string, 'value' | 'type'][] {
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const declaration = asNode(statement.declaration);
  if (declaration) {
    const kind = TYPES.test(declaration.type) ? 'type' : 'value';
    return declaredBy(declaration).map((name) => [name, kind]);
  }
  return listOf(statement.specifiers).flatMap((specifier): [string, 'value' | 'type'][] => {
    // A name in quotes is no identifier, and no table is called so.
    const name = asNode(specifier.exported)?.name;
    const isType = statement.exportKind === 'type' || specifier.exportKind === 'type';
    return typeof name === 'string' ? [[name, isType ? 'type' : 'value']] : [];
  });
}

function declaredBy(declaration: Node): string[] {
  if (declaration.type !== 'VariableDeclaration') {
    const name = asNode(declaration.id)?.name;
    return typeof name === 'string' ? [name] : [];
  }
  return listOf(declaration.declarations).flatMap((each) => boundBy(asNode(each.id)));
}

/** The names that a pattern binds. */
function boundBy(pattern: Node | undefined): string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name as string];
    case 'ObjectPattern':
      return listOf(pattern.properties).flatMap((each) =>
        boundBy(asNode(each.value) ?? asNode(each.argument)),
      );
    case 'ArrayPattern':
      return listOf(pattern.elements).flatMap(boundBy);
    case 'AssignmentPattern':
      return boundBy(asNode(pattern.left));
    case 'RestElement':
      return boundBy(asNode(pattern.argument));
    default:
      return [];
  }
}
