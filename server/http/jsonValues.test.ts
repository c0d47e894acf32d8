import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRegistryError } from '../contract/errors.ts';
import { assertFewValues } from './jsonValues.ts';

/** Every value that is in another one, and the outermost. */
function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + valuesIn(inner), 1);
}

function isRefused(text: string, most: number): boolean {
  try {
    assertFewValues(Buffer.from(text), most);
    return false;
  } catch (error) {
    if (isRegistryError(error, 'LIMIT_EXCEEDED')) return true;
    throw error;
  }
}

it('refuses what holds twice as many values as allowed, and nothing that holds half as many', () => {
  const text = fc.string({ unit: fc.constantFrom('"', '\\', ',', '[', '{', 'a', 'é', '\n') });
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.array(tie('any')), fc.dictionary(text, tie('any'))),
  })).any;
  fc.assert(
    fc.property(value, (data) => {
      const count = valuesIn(data);
      const json = JSON.stringify(data);
      expect(isRefused(json, count * 2)).toBe(false);
      // Of a bracket's values all but the first have a comma, and the bracket stands for that one.
      if (count > 1) expect(isRefused(json, Math.floor(count / 2) - 1)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it.each(['"', '"\\', '"\\"', '{"a', '[', '', '\\"'])('ends on text that is no JSON: %j', (text) => {
  expect(isRefused(text, 10)).toBe(false);
});
