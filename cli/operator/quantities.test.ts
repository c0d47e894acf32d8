import { expect, it } from 'vitest';
import { parseDuration, parseQuota } from './quantities.ts';

it('quotas are numbers, of bytes with units of 1024, or words', () => {
  expect(parseQuota('drafts', '50')).toBe(50);
  expect(parseQuota('drafts', '0')).toBe(0);
  for (const text of ['2K', '2k', '2KB', '2KiB', '2048'])
    expect(parseQuota('bytes', text, { isBytes: true })).toBe(2048);
  expect(parseQuota('bytes', '1.5G', { isBytes: true })).toBe(1.5 * 1024 ** 3);
  expect(parseQuota('bytes', 'none', { isBytes: true })).toBe(Number.POSITIVE_INFINITY);
  expect(parseQuota('drafts', 'default')).toBeNull();
});

it.each(['', '-1', '1k', '1.5', 'many', '1e3', '٣', '9999999999999999'])(
  '%j is no number of drafts',
  (text) => {
    expect(() => parseQuota('drafts', text)).toThrow('is not a quota');
  },
);

it.each(['', '-1', '1x', 'M', '9999999999T'])('%j is no number of bytes', (text) => {
  expect(() => parseQuota('bytes', text, { isBytes: true })).toThrow('is not a quota');
});

it('times are minutes, hours and days, up to a year', () => {
  expect(['30m', '12h', '7d'].map((text) => parseDuration('expires', text))).toEqual([
    ...[1_800_000, 43_200_000, 604_800_000],
  ]);
  for (const text of ['', '0d', '-1d', '7', '1w', '366d', '1.5d'])
    expect(() => parseDuration('expires', text)).toThrow('is not a time');
});
