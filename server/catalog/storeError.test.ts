import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { fileError, isBusy, isDamage, storeError } from './storeError.ts';

const sqlite = (rawCode: number) => new Database.SqliteError('any words', 'UNKNOWN', rawCode);

describe('storeError', () => {
  it.each([
    ['a full disk', 13, 'STORE_FULL'],
    ['a read-only file', 8, 'STORE_READ_ONLY'],
    ['a read-only folder', 8 | (6 << 8), 'STORE_READ_ONLY'],
    ['a failed fsync', 10 | (4 << 8), 'STORE_UNAVAILABLE'],
    ['a file that cannot be opened', 14, 'STORE_UNAVAILABLE'],
    ['a damaged page', 11, 'STORE_UNAVAILABLE'],
    ['what is no database', 26, 'STORE_UNAVAILABLE'],
  ])('names %s by its result code, whatever the words, and keeps the cause', (_, rawCode, code) => {
    const error = sqlite(rawCode);
    expect(storeError(error)).toMatchObject({ code, cause: error });
  });

  it('leaves alone what is not the disk', () => {
    for (const error of [sqlite(1), sqlite(19), new TypeError('a mistake'), undefined])
      expect(storeError(error)).toBe(error);
  });

  it('still knows damage after it was named', () => {
    expect([sqlite(11), storeError(sqlite(26))].map(isDamage)).toEqual([true, true]);
    expect(
      [sqlite(13), storeError(sqlite(13)), new Error('database disk image is malformed')].map(isDamage),
    ).toEqual([false, false, false]);
  });

  it('takes every kind of lock held by others for busy', () => {
    expect([5, 6, 5 | (1 << 8), 5 | (2 << 8)].map((code) => isBusy(sqlite(code)))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(isBusy(new Error('database is locked'))).toBe(false);
  });
});

describe('fileError', () => {
  it.each([
    ['ENOSPC', 'STORE_FULL'],
    ['EDQUOT', 'STORE_FULL'],
    ['EROFS', 'STORE_READ_ONLY'],
    ['EMFILE', 'STORE_UNAVAILABLE'],
  ])('answers to %s with %s', (errno, code) => {
    expect(fileError(Object.assign(new Error('any words'), { code: errno }))).toMatchObject({ code });
  });
});
