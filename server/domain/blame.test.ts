import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blame } from './blame.ts';
import { linesOf } from './textLines.ts';

const line = fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', '}\n', 'd');
const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join(''));

test('each line is told by the text that brought it', () => {
  const texts = ['new\na\nb\nc2\n', 'a\nb\nc2\n', 'a\nb\nc\n', 'b\n'];
  expect(blame(texts)).toEqual({ origins: [0, 2, 3, 1], coarse: false });
});

test('a line that was taken out and came back is as new as its return', () => {
  expect(blame(['a\nb\n', 'a\n', 'a\nb\n']).origins).toEqual([2, 0]);
});

test('an empty file has no lines, and one text brought all of itself', () => {
  expect(blame(['', 'a\n']).origins).toEqual([]);
  expect(blame(['a\nb']).origins).toEqual([0, 0]);
  expect(blame([]).origins).toEqual([]);
});

test('there is one origin a line, and each line is in its origin and in all texts from there on', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), fc.nat(200), (texts, steps) => {
      for (const budget of [{ steps }, undefined]) {
        const { origins } = blame(texts, budget);
        const lines = linesOf(texts[0]!);
        expect(origins).toHaveLength(lines.length);
        for (const [index, origin] of origins.entries()) {
          for (let place = 0; place <= origin; place += 1)
            expect(linesOf(texts[place]!)).toContain(lines[index]);
        }
      }
    }),
  );
});

test('without a budget only what all texts begin and end with is followed, and that is told', () => {
  const budget = { steps: 0 };
  const texts = ['a\nx\nm\ny\nz\n', 'a\nq\nm\nr\nz\n'];
  expect(blame(texts, budget)).toEqual({ origins: [1, 0, 0, 0, 1], coarse: true });
});
