import { describe, expect, it } from 'vitest';
import { mistakenFor, skeletonOf } from './lookAlike.ts';

const named = (account: string, slug: string, firstPublishedAt = 1) => ({ account, slug, firstPublishedAt });

describe('skeletonOf', () => {
  it.each([
    ['rate-limiter', 'ratelimiter'],
    ['rate-limiter', 'rate-1imiter'],
    ['form-mailer', 'forrn-mailer'],
    ['webp-tools', 'vvebp-too1s'],
    ['blob-store', '8l0b-st0re'],
  ])('makes %s and %s the same', (a, b) => {
    expect(skeletonOf(a)).toBe(skeletonOf(b));
  });

  it('keeps names apart that only resemble one another', () => {
    expect(skeletonOf('rate-limiter')).not.toBe(skeletonOf('rate-limiters'));
  });
});

describe('mistakenFor', () => {
  const original = named('alice', 'rate-limiter');

  it('finds the one that another account published first', () => {
    expect(mistakenFor(named('mallory', 'rate-1imiter', 2), [original])).toBe(original);
    expect(mistakenFor(named('mallory', 'ratelimiter', 2), [original])).toBe(original);
  });

  it('finds the account that another one imitates with the same slug', () => {
    expect(mistakenFor(named('a1ice', 'rate-limiter', 2), [original])).toBe(original);
  });

  it('says nothing of the original, of the same slug, and of what the same account published', () => {
    expect(mistakenFor(original, [named('mallory', 'ratelimiter', 2)])).toBeUndefined();
    expect(mistakenFor(named('bob', 'rate-limiter', 2), [original])).toBeUndefined();
    expect(mistakenFor(named('alice', 'ratelimiter', 2), [original])).toBeUndefined();
    expect(mistakenFor(original, [original])).toBeUndefined();
  });

  it('takes the first of several', () => {
    const first = named('bob', 'rate-1imiter', 0);
    expect(mistakenFor(named('mallory', 'ratelimiter', 2), [original, first])).toBe(first);
  });
});
