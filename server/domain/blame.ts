import { DIFF_STEPS, type DiffBudget, diffLines, type LineDiff } from './lineDiff.ts';
import { linesOf } from './textLines.ts';

/** Which of the successive texts of a file brought each line of the newest. */
export interface Blame {
  /** For each line, the place of its text in the list. */
  readonly origins: readonly number[];
  /** Whether two texts differed so much that their differences are coarse, or there was no time for all. */
  readonly coarse: boolean;
}

/**
 * Follows every line of a file back through its texts, given from the newest to the oldest, to the one that first had
 * it. A line that was taken out and came back is as new as its return.
 */
export function blame(texts: readonly string[], budget: DiffBudget = { steps: DIFF_STEPS }): Blame {
  let lines = linesOf(texts[0] ?? '');
  const origins = lines.map(() => 0);
  // The lines of the text at hand that are in the newest, by their number there.
  let known = new Map(lines.map((_, index) => [index, index]));
  let coarse = false;
  for (let place = 1; place < texts.length && known.size > 0; place += 1) {
    const older = linesOf(texts[place]!);
    const diff = diffLines(older, lines, budget);
    coarse ||= diff.coarse;
    known = carriedOver(diff, known);
    for (const line of known.values()) origins[line] = place;
    lines = older;
  }
  return { origins, coarse };
}

/** The same lines by their number in the older text; those that it lacks are left out. */
function carriedOver({ runs }: LineDiff, known: ReadonlyMap<number, number>): Map<number, number> {
  const older = new Map<number, number>();
  let [before, after] = [0, 0];
  for (const { kind, count } of runs) {
    for (let step = 0; kind === 'same' && step < count; step += 1) {
      const line = known.get(after + step);
      if (line !== undefined) older.set(before + step, line);
    }
    if (kind !== 'added') before += count;
    if (kind !== 'removed') after += count;
  }
  return older;
}
