import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeActivityCursor, encodeActivityCursor } from './activityCursor.ts';

it('leads back to the place it was made from', () => {
  const id = fc.stringMatching(/^aud_[0-9a-f]{32}$/);
  fc.assert(
    fc.property(fc.nat(), id, (at, id) => {
      expect(decodeActivityCursor(encodeActivityCursor({ at, id }))).toEqual({ at, id });
    }),
  );
});

it.each([
  '',
  'nonsense',
  'W10',
  Buffer.from('[1,"key_1"]').toString('base64url'),
  Buffer.from(`["1","aud_${'0'.repeat(32)}"]`).toString('base64url'),
  Buffer.from('{"__proto__":1}').toString('base64url'),
])('refuses %j', (cursor) => {
  expect(() => decodeActivityCursor(cursor)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
});
