import type { Oid, PortablePath } from '../contract/names.ts';

/** A file that two versions do not have alike. */
export interface FileChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed';
  /** In the version after, or the one before where it was removed. */
  readonly path: PortablePath;
  /** Where the file was before, where it was only renamed. */
  readonly from?: PortablePath;
  readonly before?: Oid;
  readonly after?: Oid;
}

type Paths = ReadonlyMap<PortablePath, Oid>;

/** The files that differ, in path order; a file that is gone and came back unchanged elsewhere was renamed. */
export function compareTrees(before: Paths, after: Paths): FileChange[] {
  const gone = new Map<Oid, PortablePath[]>();
  for (const [path, oid] of before) {
    if (!after.has(path)) gone.set(oid, [...(gone.get(oid) ?? []), path]);
  }
  const changes: FileChange[] = [];
  for (const [path, oid] of after) {
    const old = before.get(path);
    if (old === oid) continue;
    const from = old === undefined ? gone.get(oid)?.shift() : undefined;
    if (from) changes.push({ kind: 'renamed', path, from, before: oid, after: oid });
    else if (old) changes.push({ kind: 'changed', path, before: old, after: oid });
    else changes.push({ kind: 'added', path, after: oid });
  }
  for (const [oid, paths] of gone)
    for (const path of paths) changes.push({ kind: 'removed', path, before: oid });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** How many files changed in which way. */
export function countFiles(changes: readonly FileChange[]): Record<FileChange['kind'], number> {
  const counts = { added: 0, removed: 0, changed: 0, renamed: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}
