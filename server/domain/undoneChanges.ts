import { MANIFEST_PATH } from '../contract/manifest.ts';
import type { Oid, PortablePath, Version } from '../contract/names.ts';

/** The files of a version by the oids of their blobs. */
export interface VersionPaths {
  readonly version: Version;
  readonly paths: ReadonlyMap<PortablePath, Oid>;
}

/** A change of a published version that a draft does not have, although it has what was there before. */
export interface UndoneChange {
  readonly path: PortablePath;
  /** The version that made the change. */
  readonly version: Version;
}

/**
 * What the newest version's files would lose by a draft: files that it has as an older version had them. `line` is the
 * newest version and those before it, newest first. aerostack.json is left out: its version changes each time.
 */
export function undoneChanges(
  draft: ReadonlyMap<PortablePath, Oid>,
  line: readonly VersionPaths[],
): UndoneChange[] {
  const [newest] = line;
  if (!newest) return [];
  const paths = new Set([...newest.paths.keys(), ...draft.keys()]);
  paths.delete(MANIFEST_PATH);
  return [...paths].sort().flatMap((path): UndoneChange[] => {
    const own = draft.get(path);
    if (own === newest.paths.get(path)) return [];
    const before = line.findIndex(({ paths: older }, index) => index > 0 && older.get(path) === own);
    return before === -1 ? [] : [{ path, version: line[before - 1]!.version }];
  });
}
