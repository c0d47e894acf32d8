import { declarationHead, declaredNames, kindOf, type ModuleExport, summaryBefore } from './exportText.ts';
import { resolveImport } from './importTargets.ts';
import { isRelative } from './moduleReferences.ts';
import { parseLeniently } from './parseSource.ts';
import { asNode, listOf, type Node } from './syntaxNodes.ts';

export type { ModuleExport } from './exportText.ts';

/** Beyond these a module's exports are not worth what it takes to find them while a page waits. */
const MAX_FILES = 12;
const MAX_CHARS = 64 * 1024;
/** One more than a page shows, so that it can say that there are more. */
const MAX_EXPORTS = 61;
const MAX_STATEMENTS = 2_000;
/** Files that pass on one another can be walked in more ways than there is time for. */
const MAX_VISITS = 60;

interface Module {
  readonly path: string;
  readonly text: string;
  readonly statements: readonly Node[];
  readonly comments: readonly Node[];
}

/**
 * What a function's entrypoint exports, in the order of its source, each as it is declared, in whichever of the
 * function's files. What comes from a package keeps only its name. Nothing for files that are too long or do not parse.
 */
export function moduleExports(files: ReadonlyMap<string, string>, entrypoint: string): ModuleExport[] {
  const modules = new Map<string, Module | undefined>();
  let visits = 0;
  const load = (path: string): Module | undefined => {
    if (modules.has(path)) return modules.get(path);
    const text = modules.size < MAX_FILES ? files.get(path) : undefined;
    const loaded = text === undefined || text.length > MAX_CHARS ? undefined : parsed(path, text);
    modules.set(path, loaded);
    return loaded;
  };
  const from = (module: Module, specifier: string): Module | undefined => {
    const target = isRelative(specifier)
      ? resolveImport(module.path, specifier, (path) => files.has(path)).target
      : undefined;
    return target === undefined ? undefined : load(target);
  };

  const allOf = (module: Module, seen: ReadonlySet<string>): ModuleExport[] =>
    seen.has(module.path) || ++visits > MAX_VISITS
      ? []
      : module.statements.flatMap((statement) =>
          exportsOf(module, statement, new Set([...seen, module.path])),
        );

  const exportsOf = (module: Module, statement: Node, seen: ReadonlySet<string>): ModuleExport[] => {
    const source = asNode(statement.source)?.value as string | undefined;
    if (statement.type === 'ExportAllDeclaration') {
      const target = from(module, source ?? '');
      return target ? allOf(target, seen).filter(({ name }) => name !== 'default') : [];
    }
    if (statement.type === 'ExportDefaultDeclaration') {
      const declaration = asNode(statement.declaration)!;
      const named = declaration.type === 'Identifier' ? local(module, String(declaration.name)) : undefined;
      return [{ ...(named ?? described(module, statement, declaration)), name: 'default' }];
    }
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const declaration = asNode(statement.declaration);
    if (declaration)
      return declaredNames(declaration).map((name) => ({
        ...described(module, statement, declaration, name),
        name,
      }));
    return listOf(statement.specifiers)
      .slice(0, MAX_EXPORTS)
      .map((specifier) => {
        const name = nameOf(specifier.exported);
        const target = source === undefined ? undefined : from(module, source);
        const inner = nameOf(specifier.local);
        const found =
          source === undefined
            ? (local(module, inner) ?? imported(module, inner, seen))
            : target && allOf(target, seen).find((one) => one.name === inner);
        return found ? { ...found, name } : unknownExport(module, name, source);
      });
  };

  /** What a module imports by this name only to export it. */
  const imported = (module: Module, name: string, seen: ReadonlySet<string>): ModuleExport | undefined => {
    for (const statement of module.statements) {
      if (statement.type !== 'ImportDeclaration') continue;
      const specifier = listOf(statement.specifiers).find((one) => nameOf(one.local) === name);
      if (!specifier) continue;
      const target = from(module, String(asNode(statement.source)?.value ?? ''));
      const outer = specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
      return target && allOf(target, seen).find((one) => one.name === outer);
    }
    return undefined;
  };

  const entry = load(entrypoint);
  return entry ? allOf(entry, new Set()).slice(0, MAX_EXPORTS) : [];
}

function parsed(path: string, text: string): Module | undefined {
  const ast = parseLeniently(path, text);
  if (!ast) return undefined;
  const program = ast.program as unknown as Node;
  return {
    path,
    text,
    statements: listOf(program.body).slice(0, MAX_STATEMENTS),
    comments: listOf(ast.comments),
  };
}

/** What a module declares itself by this name. */
function local(module: Module, name: string): ModuleExport | undefined {
  for (const statement of module.statements) {
    const declaration = asNode(statement.declaration) ?? statement;
    if (declaredNames(declaration).includes(name))
      return { ...described(module, statement, declaration, name), name };
  }
  return undefined;
}

function described(
  { path, text, comments }: Module,
  statement: Node,
  declaration: Node,
  name?: string,
): Omit<ModuleExport, 'name'> {
  return {
    kind: kindOf(declaration),
    signature: declarationHead(text, declaration, name),
    summary: summaryBefore(text, comments, statement),
    path,
    line: statement.loc?.start.line ?? 1,
  };
}

function unknownExport({ path }: Module, name: string, source: string | undefined): ModuleExport {
  const signature = source === undefined ? name : `${name} from '${source}'`;
  return { name, kind: 'value', signature: signature.slice(0, 200), summary: '', path, line: 0 };
}

function nameOf(value: unknown): string {
  const node = asNode(value);
  return String(node?.name ?? node?.value ?? '');
}
