import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countChanges, diffLines, type LineDiff } from './lineDiff.ts';
import { linesOf } from './textLines.ts';

const text = fc
  .array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', '\r', 'd'), { maxLength: 40 })
  .map((lines) => lines.join(''));

/** Both texts, put together again from what the runs take out of each. */
function rebuilt({ runs }: LineDiff, before: readonly string[], after: readonly string[]) {
  const parts = { before: [] as string[], after: [] as string[] };
  let [old, now] = [0, 0];
  for (const { kind, count } of runs) {
    if (kind === 'same') expect(before.slice(old, old + count)).toEqual(after.slice(now, now + count));
    if (kind !== 'added') parts.before.push(...before.slice(old, old + count));
    if (kind !== 'removed') parts.after.push(...after.slice(now, now + count));
    if (kind !== 'added') old += count;
    if (kind !== 'removed') now += count;
  }
  return { before: parts.before.join(''), after: parts.after.join('') };
}

test('the lines of a text are the text, and none of them is empty', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), (one) => {
      expect(linesOf(one).join('')).toBe(one);
      expect(linesOf(one)).not.toContain('');
    }),
  );
  expect(linesOf('a\r\nb\rc\n\nd')).toEqual(['a\r\n', 'b\r', 'c\n', '\n', 'd']);
});

test('the runs rebuild both texts, whatever the budget, and no two of a kind stand side by side', () => {
  fc.assert(
    fc.property(text, text, fc.nat(100), (before, after, steps) => {
      for (const budget of [undefined, { steps }]) {
        const [old, now] = [linesOf(before), linesOf(after)];
        const diff = diffLines(old, now, budget);
        expect(rebuilt(diff, old, now)).toEqual({ before, after });
        expect(diff.runs.every((run, index) => run.kind !== diff.runs[index + 1]?.kind)).toBe(true);
        expect(diff.runs.every(({ count }) => count > 0)).toBe(true);
        const { added, removed } = countChanges(diff);
        expect(now.length - old.length).toBe(added - removed);
      }
    }),
  );
});

test('what is removed comes before what is added in its place', () => {
  const { runs } = diffLines(linesOf('a\nb\nc\n'), linesOf('a\nx\nc\n'));
  expect(runs).toEqual([
    { kind: 'same', count: 1 },
    { kind: 'removed', count: 1 },
    { kind: 'added', count: 1 },
    { kind: 'same', count: 1 },
  ]);
});

test('texts that have nothing in common cost a bounded number of steps, and are told as coarse', () => {
  const old = Array.from({ length: 20_000 }, (_, index) => `old ${index}\n`);
  const now = Array.from({ length: 20_000 }, (_, index) => `new ${index}\n`);
  const budget = { steps: 250_000 };
  const diff = diffLines(old, now, budget);
  expect(diff.coarse).toBe(true);
  expect(countChanges(diff)).toEqual({ added: 20_000, removed: 20_000 });
  expect(budget.steps).toBe(0);
});
