import { expect, it } from 'vitest';
import { assertWithinQuotas, isLimited, quotasOf, UNLIMITED } from './quotas.ts';

const nothing = { drafts: 0, functions: 0, bytes: 0 };

it('what was said of one account goes before what everybody gets', () => {
  const everybody = { drafts: 5, functions: 5, bytes: 5 };
  const stated = { drafts: null, functions: Number.POSITIVE_INFINITY, bytes: 0 };
  expect(quotasOf(stated, everybody)).toEqual({ drafts: 5, functions: Number.POSITIVE_INFINITY, bytes: 0 });
  expect([isLimited(everybody), isLimited({ ...UNLIMITED, bytes: 0 }), isLimited(UNLIMITED)]).toEqual([
    ...[true, true, false],
  ]);
});

it('what fills a quota exactly is let in, and one more is not', () => {
  const quotas = { ...UNLIMITED, drafts: 3 };
  assertWithinQuotas(quotas, { ...nothing, drafts: 2 }, { ...nothing, drafts: 1 });
  expect(() => assertWithinQuotas(quotas, { ...nothing, drafts: 3 }, { ...nothing, drafts: 1 })).toThrow(
    'The account has 3 unpublished drafts; it may have 3',
  );
  expect(() => assertWithinQuotas(quotas, { ...nothing, drafts: 2 }, { ...nothing, drafts: 8 })).toThrow(
    'The account has 2 unpublished drafts, and this would add 8; it may have 3',
  );
});

it('an account that has more than it may have can do what adds nothing', () => {
  const has = { drafts: 9, functions: 9, bytes: 9 };
  assertWithinQuotas({ drafts: 1, functions: 1, bytes: 1 }, has, nothing);
  expect(() => assertWithinQuotas({ ...UNLIMITED, bytes: 1 }, has, { ...nothing, bytes: 2_000 })).toThrow(
    'The account takes 9 bytes, and this would add 2,000 bytes; it may take 1 bytes',
  );
});
