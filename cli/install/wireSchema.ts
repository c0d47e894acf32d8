import type { PortablePath, Slug } from '../../server/contract/names.ts';
import { parseLeniently } from '../../server/domain/parseSource.ts';
import { lineEndOf, moduleSpecifier } from './sourceStyle.ts';

/** The line by which the project's schema passes on a service's tables. */
export function schemaLine(name: Slug, schema: PortablePath, source = ''): string {
  return `export * from '${moduleSpecifier(`../../services/${name}/${schema}`, source)}';`;
}

/** The project's schema with the re-export at its end; the same text where it is there; nothing where it cannot be parsed. */
export function wireSchema(source: string, name: Slug, schema: PortablePath): string | undefined {
  const ast = parseLeniently('schema.ts', source);
  if (!ast) return undefined;
  const folder = `../../services/${name}/`;
  const wired = ast.program.body.some(
    (node) =>
      (node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration') &&
      node.source?.value.startsWith(folder),
  );
  if (wired) return source;
  const eol = lineEndOf(source);
  const gap = source === '' || source.endsWith('\n') ? '' : eol;
  return `${source}${gap}${schemaLine(name, schema, source)}${eol}`;
}
