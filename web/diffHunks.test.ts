import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffHunks, diffRows, hunkTitle, splitRows } from './diffHunks.ts';

const run = fc.record({
  kind: fc.constantFrom('same' as const, 'removed' as const, 'added' as const),
  count: fc.integer({ min: 1, max: 12 }),
});
const runs = fc.array(run, { maxLength: 10 });

it('numbers the lines of both texts without a gap', () => {
  fc.assert(
    fc.property(runs, (given) => {
      const rows = diffRows(given);
      for (const side of ['before', 'after'] as const) {
        const numbers = rows.flatMap((row) => row[side] ?? []);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      }
    }),
  );
});

it('puts every changed line into one hunk, with at most so many lines around it', () => {
  fc.assert(
    fc.property(runs, fc.nat(4), (given, context) => {
      const rows = diffRows(given);
      const shown = diffHunks(rows, context).flatMap((hunk) => hunk.rows);
      expect(shown.filter(({ kind }) => kind !== 'same')).toEqual(rows.filter(({ kind }) => kind !== 'same'));
      expect(new Set(shown).size).toBe(shown.length);
      for (const hunk of diffHunks(rows, context))
        expect(hunk.rows.some(({ kind }) => kind !== 'same')).toBe(true);
    }),
  );
});

it('shows each line once in each half, in order, and opposite what it replaces', () => {
  fc.assert(
    fc.property(runs, (given) => {
      const rows = diffRows(given);
      const split = splitRows(rows);
      expect(split.flatMap(({ before }) => before ?? [])).toEqual(
        rows.filter(({ kind }) => kind !== 'added'),
      );
      expect(split.flatMap(({ after }) => after ?? [])).toEqual(
        rows.filter(({ kind }) => kind !== 'removed'),
      );
    }),
  );
  const rows = diffRows([
    { kind: 'same', count: 1 },
    { kind: 'removed', count: 1 },
    { kind: 'added', count: 2 },
  ]);
  expect(splitRows(rows).map(({ before, after }) => [before?.before, after?.after])).toEqual([
    [1, 1],
    [2, 2],
    [undefined, 3],
  ]);
});

it('titles a hunk as git does', () => {
  const rows = diffRows([
    { kind: 'same', count: 10 },
    { kind: 'added', count: 2 },
    { kind: 'same', count: 10 },
  ]);
  expect(diffHunks(rows).map(hunkTitle)).toEqual(['@@ -8,6 +8,8 @@']);
});
