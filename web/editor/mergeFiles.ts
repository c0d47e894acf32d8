import { type EditedFile, type Files, isSame } from './files.ts';

/** A file that both sides changed, each in its own way; a side that deleted it has nothing. */
export interface Conflict {
  readonly path: string;
  readonly mine: EditedFile | undefined;
  readonly theirs: EditedFile | undefined;
}

/** Two sides of a draft put together. */
export interface Merge {
  /** Everything that needs no decision; the files of the conflicts are as mine. */
  readonly files: Files;
  /** Paths that they alone changed. */
  readonly theirs: readonly string[];
  /** Paths that I alone changed. */
  readonly mine: readonly string[];
  readonly conflicts: readonly Conflict[];
}

/** Puts together what two sides made of the same files: what only one side changed is taken from it. */
export function mergeFiles(base: Files, mine: Files, theirs: Files): Merge {
  const paths = [...new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])].sort();
  const files = new Map<string, EditedFile>();
  const [onlyTheirs, onlyMine, conflicts]: [string[], string[], Conflict[]] = [[], [], []];
  for (const path of paths) {
    const sides = { path, mine: mine.get(path), theirs: theirs.get(path) };
    const [mineStays, theirsStays] = [
      isSame(sides.mine, base.get(path)),
      isSame(sides.theirs, base.get(path)),
    ];
    const taken = mineStays ? sides.theirs : sides.mine;
    if (taken) files.set(path, taken);
    if (isSame(sides.mine, sides.theirs)) continue;
    if (mineStays) onlyTheirs.push(path);
    else if (theirsStays) onlyMine.push(path);
    else conflicts.push(sides);
  }
  return { files, theirs: onlyTheirs, mine: onlyMine, conflicts };
}

/**
 * What to make of a save that took over `theirs`, files that they alone had changed: these are taken from what was
 * saved, unless they were changed here too while it went on, which is a conflict. Every other file stays as it is here.
 */
export function mergeSaved(
  base: Files,
  now: Files,
  saved: Files,
  theirs: readonly string[],
): { readonly base: Files; readonly merge: Merge } {
  const seen = new Map(saved);
  for (const path of theirs) {
    const file = base.get(path);
    if (file) seen.set(path, file);
    else seen.delete(path);
  }
  return { base: seen, merge: mergeFiles(seen, now, saved) };
}
