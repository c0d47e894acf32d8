import { expect, it } from 'vitest';
import { withinTime } from './boundedTime.ts';

it('answers what the action answers, and throws what it throws', () => {
  expect(withinTime(1_000, 'Adding', () => 1 + 1)).toBe(2);
  const error = new SyntaxError('as it was');
  expect(() =>
    withinTime(1_000, 'Throwing', () => {
      throw error;
    }),
  ).toThrow(error);
});

it('ends an endless loop and a pattern that backtracks without end', () => {
  const endless = () => {
    for (;;);
  };
  expect(() => withinTime(20, 'Looping', endless)).toThrow(
    expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
  );
  const backtracking = () => /^(a+)+$/.test(`${'a'.repeat(60)}b`);
  expect(() => withinTime(20, 'Matching', backtracking)).toThrow(/Matching takes longer than 20/);
});
