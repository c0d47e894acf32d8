import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { bindable, storableText } from './bindable.ts';
import { guardedDatabase } from './guardedDatabase.ts';

describe('bindable', () => {
  const database = guardedDatabase(new Database(':memory:'));
  const roundTrip = (value: unknown) => {
    const [row] = database.prepare('select ? as value').all([value]) as { value: unknown }[];
    return row?.value;
  };

  const anyValue = fc.oneof(
    fc.anything({
      withBigInt: true,
      withDate: true,
      withTypedArray: true,
      withMap: true,
      withNullPrototype: true,
    }),
    fc.string({ unit: 'binary' }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    fc.double(),
    fc.constantFrom(Buffer.from('a'), Symbol('s'), () => 1, new ArrayBuffer(1), Object(1), Object('a')),
  );

  it('lets a value through unchanged or throws, and never ends the process', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        let bound: unknown;
        try {
          bound = bindable(value);
        } catch {
          expect(() => roundTrip(value)).toThrow();
          return;
        }
        expect(bound).toBe(value);
        expect(roundTrip(value)).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([true, new Date(), Buffer.from('x'), {}, [], undefined, 1n, Number.NaN, Number.POSITIVE_INFINITY])(
    'throws a TypeError for %s',
    (value) => {
      expect(() => roundTrip(value)).toThrow(TypeError);
    },
  );

  it.each(['cut\0here', '\0', 'half \ud83d', '\udc00'])('answers BAD_REQUEST to the text %j', (text) => {
    expect(() => roundTrip(text)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });

  it('guards statements that write, too', () => {
    database.prepare('create table t (a)').run([]);
    expect(() => database.prepare('insert into t values (?)').run([true])).toThrow(TypeError);
    expect(() => database.prepare('select * from t where a = ?').iterate([new Date()])).toThrow(TypeError);
  });
});

describe('storableText', () => {
  it('makes any text bindable and leaves bindable text alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = String.fromCharCode(...units);
        const stored = storableText(text);
        expect(bindable(stored)).toBe(stored);
        if (!text.includes('\0') && !/\p{Surrogate}/u.test(text)) expect(stored).toBe(text);
      }),
    );
  });
});
