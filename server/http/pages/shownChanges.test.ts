import { expect, it } from 'vitest';
import { shownChanges } from './shownChanges.ts';

const compared = (path: string, added: number, same: number) => ({
  ...{ kind: 'changed' as const, path, from: undefined, isImage: false },
  texts: {
    ...{ before: 'a\n', after: 'a\n' },
    diff: {
      runs: [
        { kind: 'same' as const, count: same },
        { kind: 'added' as const, count: added },
      ],
      coarse: false,
    },
  },
});

it('lays out no lines of a comparison that is too large to be shown', async () => {
  const lineless = async () => [];
  const shown = await shownChanges(lineless, [
    compared('small.ts', 3, 10),
    compared('many.ts', 2 ** 31, 0),
    compared('long.ts', 1, 2 ** 31),
  ] as never);
  expect(shown.map(({ path, counts, diff }) => [path, counts?.added, diff !== undefined])).toEqual([
    ['small.ts', 3, true],
    ['many.ts', 2 ** 31, false],
    ['long.ts', 1, false],
  ]);
});
