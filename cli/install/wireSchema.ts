import type { PortablePath, Slug } from '../../server/contract/names.ts';
import { parseLeniently } from '../../server/domain/parseSource.ts';
import type { ExportedNames } from './exportedNames.ts';
import { freeAlias } from './freeAlias.ts';
import { lineEndOf, moduleSpecifier } from './sourceStyle.ts';

/** A function's schema, as the project's has to know it. */
export interface ServiceSchema {
  readonly name: Slug;
  readonly path: PortablePath;
  readonly exports: ExportedNames;
}

/** What the project's schema holds already. */
export interface ProjectSchema {
  readonly source: string;
  /** All that it exports, also from other files. */
  readonly exports: { has(name: string): boolean };
}

const EMPTY: ProjectSchema = { source: '', exports: new Set() };

/**
 * The line by which the project's schema passes on a service's tables. Two modules that export the same name would
 * hide one another without a word, tables and all; so where a name is taken, each is named and that one renamed.
 */
export function schemaLine(
  { name, path, exports }: ServiceSchema,
  project = EMPTY,
): { line: string; renamed: ReadonlyMap<string, string> } {
  const from = `from '${moduleSpecifier(`../../services/${name}/${path}`, project.source)}';`;
  const renamed = new Map<string, string>();
  const taken = { has: (one: string) => project.exports.has(one) || exports.has(one) || used.has(one) };
  const used = new Set<string>();
  for (const exported of exports.keys()) {
    if (!project.exports.has(exported)) continue;
    const alias = freeAlias(name, exported, taken);
    used.add(alias);
    renamed.set(exported, alias);
  }
  if (renamed.size === 0) return { line: `export * ${from}`, renamed };
  const names = [...exports].map(([exported, kind]) => {
    const alias = renamed.get(exported);
    return `${kind === 'type' ? 'type ' : ''}${exported}${alias === undefined ? '' : ` as ${alias}`}`;
  });
  return { line: `export { ${names.join(', ')} } ${from}`, renamed };
}

/**
 * The project's schema with the re-export at its end; the same text where it passes on anything of the service already;
 * nothing where it cannot be parsed, or would not be with that line.
 */
export function wireSchema(
  service: ServiceSchema,
  project: ProjectSchema,
): { text: string; renamed: ReadonlyMap<string, string> } | undefined {
  const { source } = project;
  const errors = errorsOf(source);
  if (errors === undefined) return undefined;
  const folder = `../../services/${service.name}/`;
  if (reexports(source, folder)) return { text: source, renamed: new Map() };
  const eol = lineEndOf(source);
  const gap = /^\ufeff?$/.test(source) || source.endsWith('\n') ? '' : eol;
  const { line, renamed } = schemaLine(service, project);
  const text = `${source}${gap}${line}${eol}`;
  // At the end of a file that ends within a comment, the line would be one too.
  return reexports(text, folder) && (errorsOf(text) ?? errors + 1) <= errors ? { text, renamed } : undefined;
}

function errorsOf(source: string): number | undefined {
  const ast = parseLeniently('schema.ts', source);
  return ast && (ast.errors?.length ?? 0);
}

function reexports(source: string, folder: string): boolean {
  return (parseLeniently('schema.ts', source)?.program.body ?? []).some(
    (node) =>
      (node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration') &&
      node.source?.value.startsWith(folder),
  );
}
