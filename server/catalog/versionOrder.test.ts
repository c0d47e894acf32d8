import fc from 'fast-check';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import type { Version } from '../contract/names.ts';
import { isPrerelease, versionSortKey } from './versionOrder.ts';

const number = fc.oneof(fc.nat(12), fc.nat(Number.MAX_SAFE_INTEGER));
const word = fc.stringMatching(/^[0-9A-Za-z-]{0,3}[A-Za-z-][0-9A-Za-z-]{0,3}$/);
const identifier = fc.oneof(fc.nat(12).map(String), fc.nat().map(String), word);
const version = fc
  .tuple(fc.array(number, { minLength: 3, maxLength: 3 }), fc.array(identifier, { maxLength: 3 }))
  .map(([core, prerelease]) => core.join('.') + (prerelease.length > 0 ? `-${prerelease.join('.')}` : ''))
  .filter((text) => text.length <= 64 && !text.endsWith('.lock'))
  .map((text) => text as Version);
const sameCore = fc
  .array(identifier, { maxLength: 3 })
  .map((ids) => (ids.length > 0 ? `1.0.0-${ids.join('.')}` : '1.0.0') as Version);

const compareBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('versionSortKey', () => {
  it.each([version, sameCore])('orders by bytes as semver does', (versions) => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        expect(compareBytes(versionSortKey(a), versionSortKey(b))).toBe(semver.compare(a, b));
      }),
      { numRuns: 2_000 },
    );
  });

  it("follows semver's own example", () => {
    const ascending = ['alpha', 'alpha.1', 'alpha.beta', 'beta', 'beta.2', 'beta.11', 'rc.1'].map(
      (pre) => `1.0.0-${pre}`,
    );
    const keys = [...ascending, '1.0.0', '1.0.1', '1.10.0', '2.0.0'].map((text) =>
      versionSortKey(text as Version),
    );
    expect([...keys].sort(compareBytes)).toEqual(keys);
  });

  it('tells prereleases from stable versions', () => {
    expect(isPrerelease('1.0.0-0' as Version)).toBe(true);
    expect(isPrerelease('1.0.0' as Version)).toBe(false);
  });
});
