import { describe, expect, it } from 'vitest';
import type { Slug, Version } from '../../server/contract/names.ts';
import { parseReleaseTag, planRelease } from './planRelease.ts';

const one = (slug: string, version?: string) => ({
  slug: slug as Slug,
  version: version as Version | undefined,
});
const kinds = (...given: Parameters<typeof planRelease>) => planRelease(...given).map(({ kind }) => kind);

describe('the tag of a release', () => {
  it.each([
    ['v1.2.0', { slug: undefined, version: '1.2.0' }],
    ['v2.0.0-beta.1', { slug: undefined, version: '2.0.0-beta.1' }],
    ['greeter@1.2.0', { slug: 'greeter', version: '1.2.0' }],
    ['vat-check@1.0.0', { slug: 'vat-check', version: '1.0.0' }],
    ['v2', undefined],
    ['1.2.0', undefined],
    ['nightly', undefined],
    ['v1.2.0+build', undefined],
    ['a b@1.0.0', undefined],
  ])('%s', (tag, release) => expect(parseReleaseTag(tag)).toEqual(release));

  it('publishes what states its version, and leaves the others alone', () => {
    const functions = [one('a', '1.2.0'), one('b', '1.1.0'), one('c')];
    const plan = planRelease(functions, { tag: 'v1.2.0', publish: true });
    expect(plan).toEqual([
      { kind: 'publish', version: undefined },
      { kind: 'leave', why: 'it states 1.1.0, not 1.2.0' },
      { kind: 'publish', version: '1.2.0' },
    ]);
  });

  it('with a slug leaves all other functions alone', () => {
    const functions = [one('a', '1.2.0'), one('b', '1.2.0')];
    expect(kinds(functions, { tag: 'b@1.2.0', publish: false })).toEqual(['leave', 'publish']);
  });

  it('that fits no version is refused with both', () => {
    const refused = () => planRelease([one('a', '1.1.0')], { tag: 'v1.2.0', publish: false });
    expect(refused).toThrow('The tag "v1.2.0" is of version 1.2.0, but a states 1.1.0');
    expect(() => planRelease([one('a', '1.2.0')], { tag: 'b@1.2.0', publish: false })).toThrow('not here');
  });
});

it('publishes as asked where there is no tag, or one that is of no release', () => {
  for (const tag of [undefined, 'nightly']) {
    expect(kinds([one('a')], { tag, publish: true })).toEqual(['publish']);
    expect(kinds([one('a')], { tag, publish: false })).toEqual(['store']);
  }
});
