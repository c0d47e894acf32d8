import { diffArrays } from 'diff';

/** So many lines in a row that are in both texts, or only in the one before, or only in the one after. */
export interface LineRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly count: number;
}

/** How two texts differ, from their first line to their last; what is removed comes before what is added in its place. */
export interface LineDiff {
  readonly runs: readonly LineRun[];
  /** Whether the texts differ so much that what they share in the middle was not looked for. */
  readonly coarse: boolean;
}

/** How much work may still be done: finding `n` edits takes about `n` squared steps. */
export interface DiffBudget {
  steps: number;
}

/** About as much as takes a third of a second. */
export const DIFF_STEPS = 4_000_000;
const MOST_EDITS = 1_500;

/** Compares two texts line by line, taking the work out of the budget; where that is used up the answer is coarse. */
export function diffLines(
  before: readonly string[],
  after: readonly string[],
  budget: DiffBudget = { steps: DIFF_STEPS },
): LineDiff {
  const head = sharedBeginning(before, after);
  const tail = sharedEnd(before, after, head);
  const middle = diffMiddle(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
    budget,
  );
  return { coarse: middle.coarse, runs: joined([same(head), ...middle.runs, same(tail)]) };
}

/** The lines removed and added in all. */
export function countChanges({ runs }: LineDiff): { added: number; removed: number } {
  const sum = (kind: LineRun['kind']) =>
    runs.reduce((total, run) => (run.kind === kind ? total + run.count : total), 0);
  return { added: sum('added'), removed: sum('removed') };
}

function diffMiddle(before: string[], after: string[], budget: DiffBudget): LineDiff {
  const replaced: LineDiff = {
    runs: [
      { kind: 'removed', count: before.length },
      { kind: 'added', count: after.length },
    ],
    coarse: false,
  };
  if (before.length === 0 || after.length === 0) return replaced;
  const mostEdits = Math.min(MOST_EDITS, Math.floor(Math.sqrt(Math.max(0, budget.steps))));
  const numbers = numbering();
  const changes = diffArrays(before.map(numbers), after.map(numbers), { maxEditLength: mostEdits });
  const edits = changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
  budget.steps -= (edits ?? mostEdits) ** 2;
  if (!changes) return { ...replaced, coarse: true };
  return {
    runs: changes.map(({ added, removed, count }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      count,
    })),
    coarse: false,
  };
}

/** Gives equal lines equal numbers, which are compared faster than long texts that differ at their end. */
function numbering(): (line: string) => number {
  const known = new Map<string, number>();
  return (line) => {
    const number = known.get(line) ?? known.size;
    known.set(line, number);
    return number;
  };
}

function same(count: number): LineRun {
  return { kind: 'same', count };
}

function joined(runs: readonly LineRun[]): LineRun[] {
  const result: LineRun[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (run.count === 0) continue;
    if (last?.kind === run.kind) result[result.length - 1] = { ...run, count: last.count + run.count };
    else result.push(run);
  }
  return result;
}

function sharedBeginning(before: readonly string[], after: readonly string[]): number {
  const most = Math.min(before.length, after.length);
  let count = 0;
  while (count < most && before[count] === after[count]) count += 1;
  return count;
}

function sharedEnd(before: readonly string[], after: readonly string[], head: number): number {
  const most = Math.min(before.length, after.length) - head;
  let count = 0;
  while (count < most && before[before.length - 1 - count] === after[after.length - 1 - count]) count += 1;
  return count;
}
