/** So many lines in a row that are in both texts, or in one of them. */
export interface LineRun {
  kind: 'same' | 'removed' | 'added';
  count: number;
}

/** A line of a comparison; numbers count from 1. */
export interface DiffRow {
  kind: LineRun['kind'];
  /** Its number in the text before, and in the one after. */
  before?: number;
  after?: number;
}

/** Lines that changed, with some around them that did not. */
export interface DiffHunk {
  rows: DiffRow[];
}

/** Two lines side by side; nothing where the other has no counterpart. */
export interface SplitRow {
  before?: DiffRow | undefined;
  after?: DiffRow | undefined;
}

const CONTEXT = 3;

/** Every line of a comparison, in order. */
export function diffRows(runs: readonly LineRun[]): DiffRow[] {
  let [before, after] = [0, 0];
  return runs.flatMap(({ kind, count }) =>
    Array.from({ length: count }, (): DiffRow => {
      if (kind !== 'added') before += 1;
      if (kind !== 'removed') after += 1;
      return {
        kind,
        ...(kind === 'added' ? {} : { before }),
        ...(kind === 'removed' ? {} : { after }),
      };
    }),
  );
}

/** The changed lines with their surroundings; what is far from any change is left out. */
export function diffHunks(rows: readonly DiffRow[], context = CONTEXT): DiffHunk[] {
  const near = new Set<number>();
  for (const [index, { kind }] of rows.entries()) {
    if (kind === 'same') continue;
    for (let at = index - context; at <= index + context; at += 1) near.add(at);
  }
  const hunks: DiffHunk[] = [];
  for (const [index, row] of rows.entries()) {
    if (!near.has(index)) continue;
    if (near.has(index - 1) && index > 0) hunks.at(-1)!.rows.push(row);
    else hunks.push({ rows: [row] });
  }
  return hunks;
}

/** The same lines side by side: of a change, the lines removed and added stand opposite each other. */
export function splitRows(rows: readonly DiffRow[]): SplitRow[] {
  const split: SplitRow[] = [];
  for (let at = 0; at < rows.length; ) {
    const row = rows[at]!;
    if (row.kind === 'same') {
      split.push({ before: row, after: row });
      at += 1;
      continue;
    }
    const removed: DiffRow[] = [];
    const added: DiffRow[] = [];
    for (; at < rows.length && rows[at]!.kind !== 'same'; at += 1)
      (rows[at]!.kind === 'removed' ? removed : added).push(rows[at]!);
    for (let step = 0; step < Math.max(removed.length, added.length); step += 1)
      split.push({ before: removed[step], after: added[step] });
  }
  return split;
}

/** Where a hunk stands in both texts, as git writes it: `@@ -10,7 +10,8 @@`. */
export function hunkTitle({ rows }: DiffHunk): string {
  const side = (numbers: (number | undefined)[]) => {
    const known = numbers.filter((number) => number !== undefined);
    return `${known[0] ?? 0},${known.length}`;
  };
  return `@@ -${side(rows.map(({ before }) => before))} +${side(rows.map(({ after }) => after))} @@`;
}
