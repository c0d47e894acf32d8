import type { PortablePath } from '../../contract/names.ts';
import { contentOfFiles, type FunctionContent } from '../functionTree.ts';
import { inspect } from '../inspect.ts';

/** A function of these files; `manifest` goes into its aerostack.json, with a line for each field. */
export function contentWith(
  files: Readonly<Record<string, string>>,
  manifest: Readonly<Record<string, unknown>> = {},
): FunctionContent {
  const stated = {
    name: 'Sample',
    category: 'utility',
    description: 'Does it.',
    license: 'MIT',
    ...manifest,
  };
  const all = { 'aerostack.json': JSON.stringify(stated, null, 2), ...files };
  return contentOfFiles(
    new Map(Object.entries(all).map(([path, text]) => [path as PortablePath, Buffer.from(text)])),
  );
}

/** What inspecting them finds, each as `path:line:column CODE`, sorted. */
export function findingsOf(
  files: Readonly<Record<string, string>>,
  manifest?: Readonly<Record<string, unknown>>,
): string[] {
  const { diagnostics } = inspect(contentWith(files, manifest));
  return diagnostics.map(({ path, line, column, code }) => `${path}:${line}:${column} ${code}`).sort();
}
