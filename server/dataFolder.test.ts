import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempDir } from '../fixtures/tempDir.ts';
import { makeDataFolder } from './dataFolder.ts';

test('makes the data folder for its owner alone, once', () => {
  const folder = join(tempDir(), 'srv/data');
  expect([makeDataFolder(folder), makeDataFolder(folder)]).toEqual([true, false]);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('says where a file is in the way', () => {
  const file = join(tempDir(), 'data');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'below')]) {
    expect(() => makeDataFolder(path)).toThrow(`The data folder ${path} is not a folder`);
  }
});

test('refuses a folder that a backup is not yet wholly restored into', () => {
  const folder = tempDir();
  writeFileSync(join(folder, 'restoring'), '');
  expect(() => makeDataFolder(folder)).toThrow(`The restore into the data folder ${folder} is not finished`);
});
