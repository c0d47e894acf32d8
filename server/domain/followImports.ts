import { posix } from 'node:path';
import { RegistryError } from '../contract/errors.ts';
import { type PortablePath, quote } from '../contract/names.ts';
import { textOf } from './fileContent.ts';
import { assertNoLink, type FileKinds } from './fileSource.ts';
import { importsOf } from './importsOf.ts';
import type { Limits } from './limits.ts';
import { decoded } from './readmeImages.ts';
import { resolveRelative } from './resolveRelative.ts';

/** Beside a compiled file: what TypeScript reads in its place. */
const TWINS: Readonly<Record<string, readonly string[]>> = {
  js: ['ts', 'tsx', 'd.ts'],
  jsx: ['tsx', 'd.ts'],
  mjs: ['mts', 'd.mts'],
  cjs: ['cts', 'd.cts'],
};

/** The files that one file imports; what leads nowhere becomes a warning. */
export function followImports(
  path: PortablePath,
  content: Uint8Array,
  kinds: FileKinds,
  limits: Limits,
  warnings: string[],
): string[] {
  const text = content.length <= limits.maxFileBytes ? textOf(content) : undefined;
  if (text === undefined) return [];
  const { specifiers, problems } = importsOf(path, text);
  warnings.push(...problems.map((problem) => `${path} ${problem}.`));
  const found: string[] = [];
  for (const specifier of specifiers) {
    const targets = targetsOf(path, specifier);
    const resolved = targets
      .map((target) => resolveRelative(target, (candidate) => kinds.has(candidate)))
      .find(Boolean);
    for (const target of targets) assertNoLink(target, kinds);
    if (resolved === undefined) warnings.push(`${path} imports ${quote(specifier)}, which leads to no file.`);
    else if (resolved !== path) found.push(resolved, ...twinsOf(resolved).filter((twin) => kinds.has(twin)));
  }
  for (const next of found) assertNoLink(next, kinds);
  return found;
}

/** The paths a specifier may mean: as written, then without a query, then with its URL encoding undone. */
function targetsOf(path: PortablePath, specifier: string): string[] {
  const spellings = new Set([
    specifier,
    specifier.replace(/[?#].*$/, ''),
    decoded(specifier.replace(/[?#].*$/, '')),
  ]);
  return [...spellings].map((spelling) => {
    const target = posix.join(posix.dirname(path), spelling);
    if (target !== '..' && !target.startsWith('../')) return target;
    const message = `imports ${quote(specifier)}, which leads out of the function's folder`;
    throw new RegistryError('IMPORT_OUTSIDE', `The file "${path}" ${message}`, {
      details: [{ path, message }],
    });
  });
}

/** Files that stand for a compiled one where types are checked. */
function twinsOf(path: string): string[] {
  const extension = posix.extname(path).slice(1);
  return (TWINS[extension] ?? []).map((twin) => path.slice(0, -extension.length) + twin);
}
