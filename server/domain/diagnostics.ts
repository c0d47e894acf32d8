import type { Diagnostic } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import type { Slug } from '../contract/names.ts';
import { checkRouteExport } from './checks/routeExport.ts';
import { compile, type RunBuild } from './compile.ts';
import type { FunctionContent } from './functionTree.ts';
import type { Inspect } from './inspect.ts';

/**
 * Everything the registry has to say about a function, by path and place; an `error` keeps it from being published, a
 * `warning` does not.
 */
export async function diagnose(
  content: FunctionContent,
  { inspect, runBuild }: { readonly inspect: Inspect; readonly runBuild: RunBuild },
): Promise<Diagnostic[]> {
  const { diagnostics, compilable } = await inspect(content);
  if (!compilable) return inOrder(diagnostics);
  const compiled = await compile(runBuild, content);
  const route = checkRouteExport(content, compiled.exports);
  return inOrder([...diagnostics, ...compiled.diagnostics, ...route]);
}

/** Whether nothing keeps the function from being published. */
export function isPublishable(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every(({ severity }) => severity !== 'error');
}

/** Throws `NOT_PUBLISHABLE` with everything that keeps the function from being published. */
export function assertPublishable(
  slug: Slug,
  diagnostics: readonly Diagnostic[],
  allowSecrets: boolean,
): void {
  const errors = diagnostics.filter(
    ({ severity, code }) => severity === 'error' && !(allowSecrets && code === 'SECRET'),
  );
  if (errors.length === 0) return;
  throw new RegistryError('NOT_PUBLISHABLE', `${slug} cannot be published: ${errors[0]?.message}`, {
    details: errors,
  });
}

/** The findings that do not keep a function from being published, as sentences with their place. */
export function warningsOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ path, line, message }) => `${path}${line ? `:${line}` : ''}: ${message}`);
}

function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
