import type { Manifest } from '../contract/manifest.ts';
import type { PortablePath } from '../contract/names.ts';

const SOURCE = /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;
const DECLARATION = /\.d\.[mc]?ts$/;
const BESIDE = /\.(?:test|spec)\.[a-z]+$|(?:^|\/)(?:test|tests|__tests__)\/|\.config\.[a-z]+$/;
const DEFAULTS = ['index', 'src/index'].flatMap((stem) =>
  ['ts', 'tsx', 'mts', 'js', 'jsx', 'mjs'].map((extension) => `${stem}.${extension}`),
);

/** Whether a path is TypeScript or JavaScript source by its name. */
export function isSource(path: string): boolean {
  return SOURCE.test(path);
}

/** Whether a source file declares types only. */
export function isDeclaration(path: string): boolean {
  return DECLARATION.test(path);
}

/** Whether a source file is a test or a tool's settings by its name: part of the work on a function, not of it. */
export function isBeside(path: string): boolean {
  return BESIDE.test(path);
}

/** Whether the path is one that is the entrypoint wherever it exists and no other is stated. */
export function isUsualEntrypoint(path: PortablePath): boolean {
  return DEFAULTS.includes(path);
}

/**
 * The entrypoint among the paths of a function: the manifest's, else an index file at the root or in `src/`, else the
 * only source file; nothing where none of them exists.
 */
export function findEntrypoint(manifest: Manifest, paths: Iterable<PortablePath>): PortablePath | undefined {
  const known = new Set(paths);
  if (manifest.entrypoint) return known.has(manifest.entrypoint) ? manifest.entrypoint : undefined;
  const usual = DEFAULTS.find((path) => known.has(path as PortablePath));
  if (usual) return usual as PortablePath;
  const sources = [...known].filter((path) => isSource(path) && !isDeclaration(path) && !isBeside(path));
  return sources.length === 1 ? sources[0] : undefined;
}

/** The language of a function that states none, told by its entrypoint's extension. */
export function languageOf(entrypoint: PortablePath | undefined): 'typescript' | 'javascript' {
  return entrypoint && /\.[mc]?jsx?$/.test(entrypoint) ? 'javascript' : 'typescript';
}
