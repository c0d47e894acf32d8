import { expect, test } from 'vitest';
import { type Deferred, deferred } from '../../fixtures/deferred.ts';
import { createTurns } from './turns.ts';

/** Actions that end when the test says so. */
function actions() {
  const begun: string[] = [];
  const ends = new Map<string, Deferred<string>>();
  const action = (name: string) => () => {
    begun.push(name);
    const end = deferred<string>();
    ends.set(name, end);
    return end.promise;
  };
  return { begun, ends, action };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('one account has one check at a time, and holds up no other account', async () => {
  const inTurn = createTurns(3);
  const { begun, ends, action } = actions();
  const first = inTurn('alice', action('a1'));
  const second = inTurn('alice', action('a2'));
  const third = inTurn('alice', action('a3'));
  const other = inTurn('bob', action('b1'));
  await settle();
  expect(begun).toEqual(['a1', 'b1']);
  await expect(inTurn('alice', action('a4'))).rejects.toMatchObject({ code: 'BUSY' });
  ends.get('b1')!.resolve('done');
  expect(await other).toBe('done');
  ends.get('a1')!.reject(new TypeError('at fault'));
  await expect(first).rejects.toThrow('at fault');
  await settle();
  expect(begun).toEqual(['a1', 'b1', 'a2']);
  ends.get('a2')!.resolve('second');
  expect(await second).toBe('second');
  await settle();
  ends.get('a3')!.resolve('third');
  expect(await third).toBe('third');
  const again = inTurn('alice', action('a5'));
  await settle();
  ends.get('a5')!.resolve('again');
  expect(await again).toBe('again');
});
