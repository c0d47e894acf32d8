import MagicString from 'magic-string';
import type { PortablePath, Slug } from '../../server/contract/names.ts';
import { nodesOf, parseLeniently } from '../../server/domain/parseSource.ts';
import { freeAlias, isFree } from './freeAlias.ts';
import { lineEndOf, moduleSpecifier } from './sourceStyle.ts';

/** A function with a route, as the project's entry file has to know it. */
export interface RoutedService {
  readonly name: Slug;
  readonly entrypoint: PortablePath;
  readonly routeExport: string;
  readonly routePath: string;
}

const IMPORTS = 'aerostack:imports';
const ROUTES = 'aerostack:routes';

type Ast = NonNullable<ReturnType<typeof parseLeniently>>;

/** The two lines that mount a service, for a file in which nothing else is known. */
export function routeLines(service: RoutedService, source = ''): { importLine: string; routeLine: string } {
  const ast = parseLeniently('index.ts', source);
  const taken = ast ? identifiersOf(ast) : new Set<string>();
  const { routeExport, routePath } = service;
  const local = isFree(routeExport, taken)
    ? routeExport
    : freeAlias(service.name, routeExport === 'default' ? 'route' : routeExport, taken);
  const binding = local === routeExport ? local : `${routeExport} as ${local}`;
  const from = moduleSpecifier(`../services/${service.name}/${service.entrypoint}`, source);
  return {
    importLine: `import { ${binding} } from '${from}';`,
    routeLine: `app.route('${routePath}', ${local});`,
  };
}

/**
 * The entry file with the service imported and mounted after its two markers; the same text where it imports the
 * service already; nothing where the markers are missing or the edit would not parse.
 */
export function wireRoute(source: string, service: RoutedService): string | undefined {
  const ast = parseLeniently('index.ts', source);
  if (!ast) return undefined;
  if (importsFolder(ast, `../services/${service.name}/`)) return source;
  const imports = markerEnd(ast, IMPORTS);
  const routes = markerEnd(ast, ROUTES);
  if (imports === undefined || routes === undefined) return undefined;
  const { importLine, routeLine } = routeLines(service, source);
  const edited = new MagicString(source);
  insertAfterLine(edited, source, imports, importLine);
  insertAfterLine(edited, source, routes, routeLine);
  const text = edited.toString();
  const after = parseLeniently('index.ts', text);
  return after && (after.errors?.length ?? 0) <= (ast.errors?.length ?? 0) ? text : undefined;
}

/** Whether the file imports anything below a folder. */
function importsFolder(ast: Ast, folder: string): boolean {
  return ast.program.body.some(
    (node) => node.type === 'ImportDeclaration' && node.source.value.startsWith(folder),
  );
}

/** The offset at which the comment that is this marker ends. */
function markerEnd(ast: Ast, marker: string): number | undefined {
  const found = ast.comments?.find(({ type, value }) => type === 'CommentLine' && value.trim() === marker);
  return found?.end ?? undefined;
}

function insertAfterLine(edited: MagicString, source: string, offset: number, line: string): void {
  const eol = lineEndOf(source);
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(source.slice(start, offset))?.[0] ?? '';
  const next = source.indexOf('\n', offset);
  if (next < 0) edited.appendRight(source.length, `${eol}${indent}${line}`);
  else edited.appendRight(next + 1, `${indent}${line}${eol}`);
}

function identifiersOf(ast: Ast): Set<string> {
  const names = new Set<string>();
  for (const node of nodesOf(ast.program)) {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') names.add(node.name as string);
  }
  return names;
}
