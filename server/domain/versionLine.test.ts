import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublishedVersion } from './publishedVersion.ts';
import { versionLine } from './versionLine.ts';

/** Versions in the order in which they were published. */
function published(...versions: string[]): PublishedVersion[] {
  return versions.map((version, publishedAt) => ({ version, publishedAt }) as PublishedVersion);
}
const lineOf = (version: string, all: readonly PublishedVersion[]) =>
  versionLine(all.find((one) => one.version === version)!, all).map((one) => one.version);

test('a version stands before the next higher one', () => {
  const all = published('1.0.0', '1.1.0', '2.0.0-beta.1', '2.0.0');
  expect(lineOf('2.0.0', all)).toEqual(['2.0.0', '2.0.0-beta.1', '1.1.0', '1.0.0']);
  expect(lineOf('1.0.0', all)).toEqual(['1.0.0']);
});

test('a fix of an old line is not what a newer version was made from', () => {
  const all = published('1.0.0', '2.0.0', '1.0.1', '2.1.0', '1.0.2');
  expect(lineOf('2.1.0', all)).toEqual(['2.1.0', '2.0.0', '1.0.0']);
  expect(lineOf('1.0.2', all)).toEqual(['1.0.2', '1.0.1', '1.0.0']);
});

test('what is published later changes no line that there was', () => {
  const number = fc.nat(4);
  const version = fc.tuple(number, number, number).map((parts) => parts.join('.'));
  fc.assert(
    fc.property(fc.uniqueArray(version, { minLength: 2, maxLength: 12 }), (versions) => {
      const all = published(...versions);
      for (const { version } of all.slice(0, -1))
        expect(lineOf(version, all)).toEqual(lineOf(version, all.slice(0, -1)));
    }),
  );
});
