import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, editDistance, nearest } from './closest.ts';

describe('editDistance', () => {
  it.each([
    ['rate-limiter', 'rate-limiter', 0],
    ['rate-limter', 'rate-limiter', 1],
    ['rate-limitre', 'rate-limiter', 1],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('%s to %s takes %d edits', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is the same both ways, and no longer than the longer text', () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
      { numRuns: 300 },
    );
  });
});

describe('closest', () => {
  it('names the nearest candidate, and none where all are far', () => {
    expect(closest('rate-limter', ['csv-import', 'rate-limiter', 'rate-meter'])).toBe('rate-limiter');
    expect(closest('rate-limter', ['csv-import'])).toBeUndefined();
    expect(closest('x', [])).toBeUndefined();
  });
});

describe('nearest', () => {
  it('gives several, the nearest first, and none that is far', () => {
    const names = ['greeters', 'greeter', 'geeter', 'something-else'];
    expect(nearest('greter', names, 5)).toEqual(['greeter', 'geeter', 'greeters']);
    expect(nearest('greter', names, 2)).toHaveLength(2);
  });
});
