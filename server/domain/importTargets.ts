import { posix } from 'node:path';
import { decoded } from './readmeImages.ts';
import { resolveRelative } from './resolveRelative.ts';

/** Beside a compiled file: what TypeScript reads in its place. */
const TWINS: Readonly<Record<string, readonly string[]>> = {
  js: ['ts', 'tsx', 'd.ts'],
  jsx: ['tsx', 'd.ts'],
  mjs: ['mts', 'd.mts'],
  cjs: ['cts', 'd.cts'],
};

/** The paths a relative specifier may mean: as written, then without a query, then with its URL encoding undone. */
export function targetsOf(path: string, specifier: string): string[] {
  const plain = specifier.replace(/[?#].*$/, '');
  const spellings = new Set([specifier, plain, decoded(plain)]);
  return [...spellings].map((spelling) => posix.join(posix.dirname(path), spelling));
}

/** Whether a normalised path leads out of the function's folder. */
export function leadsOutside(target: string): boolean {
  return target === '..' || target.startsWith('../');
}

/** The file that a relative import means, `outside` where it leads out of the folder, nothing where there is no file. */
export function resolveImport(
  path: string,
  specifier: string,
  has: (path: string) => boolean,
): { readonly target?: string | undefined; readonly outside: boolean } {
  const targets = targetsOf(path, specifier);
  if (targets.some(leadsOutside)) return { outside: true };
  return { target: targets.map((target) => resolveRelative(target, has)).find(Boolean), outside: false };
}

/** Files that stand for a compiled one where types are checked. */
export function twinsOf(path: string): string[] {
  const extension = posix.extname(path).slice(1);
  return (TWINS[extension] ?? []).map((twin) => path.slice(0, -extension.length) + twin);
}
