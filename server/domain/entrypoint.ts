import type { Manifest } from '../contract/manifest.ts';
import type { PortablePath } from '../contract/names.ts';

const SOURCE = /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;
const NOT_AN_ENTRYPOINT =
  /\.d\.[mc]?ts$|\.(?:test|spec)\.[a-z]+$|(?:^|\/)(?:test|tests|__tests__)\/|\.config\.[a-z]+$/;
const DEFAULTS = ['index', 'src/index'].flatMap((stem) =>
  ['ts', 'tsx', 'mts', 'js', 'jsx', 'mjs'].map((extension) => `${stem}.${extension}`),
);

/** Whether a path is TypeScript or JavaScript source by its name. */
export function isSource(path: string): boolean {
  return SOURCE.test(path);
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
  const sources = [...known].filter((path) => isSource(path) && !NOT_AN_ENTRYPOINT.test(path));
  return sources.length === 1 ? sources[0] : undefined;
}

/** The language of a function that states none, told by its entrypoint's extension. */
export function languageOf(entrypoint: PortablePath | undefined): 'typescript' | 'javascript' {
  return entrypoint && /\.[mc]?jsx?$/.test(entrypoint) ? 'javascript' : 'typescript';
}
