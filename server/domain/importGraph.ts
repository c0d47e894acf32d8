import type { PortablePath } from '../contract/names.ts';
import { resolveImport, twinsOf } from './importTargets.ts';
import { isRelative, type ModuleReference } from './moduleReferences.ts';
import type { SourceFacts } from './sourceFacts.ts';

/** A relative import, and the file it means. */
export interface ResolvedImport {
  readonly reference: ModuleReference;
  readonly target: PortablePath | undefined;
  /** Whether it leads out of the function's folder. */
  readonly outside: boolean;
}

/** The relative imports of every file that could be parsed. */
export type ImportGraph = ReadonlyMap<PortablePath, readonly ResolvedImport[]>;

/** Resolves the relative imports of all files among the paths of a function. */
export function importGraph(
  sources: ReadonlyMap<PortablePath, SourceFacts>,
  paths: ReadonlySet<PortablePath>,
): ImportGraph {
  const has = (path: string) => paths.has(path as PortablePath);
  return new Map(
    [...sources].map(([path, { references }]) => [
      path,
      references.found
        .filter(({ specifier }) => isRelative(specifier))
        .map((reference) => {
          const { target, outside } = resolveImport(path, reference.specifier, has);
          return { reference, target: target as PortablePath | undefined, outside };
        }),
    ]),
  );
}

/** The given files and all that they import, directly or not, with what stands for a compiled file in types. */
export function reachableFrom(starts: Iterable<PortablePath>, graph: ImportGraph): Set<PortablePath> {
  const reached = new Set<PortablePath>();
  const open = [...starts];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    open.push(...(twinsOf(path) as PortablePath[]));
    for (const { target } of graph.get(path) ?? []) if (target !== undefined) open.push(target);
  }
  return reached;
}
