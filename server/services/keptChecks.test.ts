import { expect, test } from 'vitest';
import { type Deferred, deferred } from '../../fixtures/deferred.ts';
import type { Diagnostic } from '../contract/answers.ts';
import { contentWith } from '../domain/checks/findings.testing.ts';
import { error } from '../domain/finding.ts';
import { tooSlow } from '../domain/nesting.ts';
import type { CheckCode } from './checkCode.ts';
import { createKeptChecks } from './keptChecks.ts';

const found = [error('index.ts', { line: 1, column: 1 }, 'SYNTAX', 'Correct it.')];

/** Kept checks that end when the test says so, by a clock of the test's. */
function held() {
  const asked: Deferred<Diagnostic[]>[] = [];
  const clock = { now: 0 };
  const check: CheckCode = () => {
    const end = deferred<Diagnostic[]>();
    asked.push(end);
    return end.promise;
  };
  return { asked, clock, check: createKeptChecks(check, () => clock.now) };
}

test('the same content is checked once, while it is checked and after', async () => {
  const { asked, clock, check } = held();
  const both = [check(contentWith({ 'a.ts': '1' }), 'alice'), check(contentWith({ 'a.ts': '1' }), 'alice')];
  expect(asked).toHaveLength(1);
  asked[0]!.resolve(found);
  const [first, second] = await Promise.all(both);
  expect([first, second]).toEqual([found, found]);
  // Whoever changes what it was given changes it for nobody else.
  first!.length = 0;
  clock.now = 1e12;
  expect(await check(contentWith({ 'a.ts': '1' }), 'alice')).toEqual(found);
  expect(asked).toHaveLength(1);
});

test('what differs in anything is checked anew', async () => {
  const { asked, check } = held();
  const base = contentWith({ 'a.ts': '1', 'b.ts': '2' });
  const others = [
    contentWith({ 'a.ts': '12', 'b.ts': '' }),
    contentWith({ 'a.ts': '2', 'b.ts': '1' }),
    contentWith({ 'b.ts': '2', 'a.ts': '1' }),
    contentWith({ 'a.ts': '1', 'c.ts': '2' }),
    contentWith({ 'a.ts': '1', 'b.ts': '2' }, { license: 'ISC' }),
  ];
  for (const content of [base, ...others]) void check(content, 'alice');
  void check(base, 'bob');
  expect(asked).toHaveLength(7);
});

test('that code was given up on is kept for half a minute only', async () => {
  const { asked, clock, check } = held();
  const content = contentWith({ 'a.ts': '1' });
  const first = check(content, 'alice');
  asked[0]!.resolve([tooSlow('a.ts')]);
  expect(await first).toEqual([tooSlow('a.ts')]);
  clock.now = 29_999;
  expect(await check(content, 'alice')).toEqual([tooSlow('a.ts')]);
  clock.now = 30_000;
  const second = check(content, 'alice');
  asked[1]!.resolve(found);
  expect(await second).toEqual(found);
});

test('a check that fails is told to all who wait for it, and not kept', async () => {
  const { asked, check } = held();
  const content = contentWith({ 'a.ts': '1' });
  const both = [check(content, 'alice'), check(content, 'alice')];
  asked[0]!.reject(new TypeError('at fault'));
  for (const one of both) await expect(one).rejects.toThrow('at fault');
  const again = check(content, 'alice');
  asked[1]!.resolve(found);
  expect(await again).toEqual(found);
});
