import { expect, it } from 'vitest';
import { highestVersion, isPrerelease } from './versionOrder.ts';

it('takes the highest stable version before any prerelease', () => {
  expect(highestVersion(['1.9.0', '2.0.0-beta.1', '1.10.0'])).toBe('1.10.0');
});

it('takes the highest prerelease where nothing is stable', () => {
  expect(highestVersion(['1.0.0-beta.2', '1.0.0-beta.10'])).toBe('1.0.0-beta.10');
  expect(highestVersion([])).toBeUndefined();
});

it('knows a prerelease', () => {
  expect([isPrerelease('1.0.0-rc.1'), isPrerelease('1.0.0')]).toEqual([true, false]);
});
