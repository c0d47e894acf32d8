import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadCredentials, removeCredentials, saveCredentials } from './credentials.ts';
import { makeFolder, removeFolders, snapshot } from './fixtures/testContext.ts';

let homedir: string;
beforeEach(async () => {
  homedir = await makeFolder();
});
afterEach(() => removeFolders([homedir]));

const login = { key: 'ac_secret', registry: 'http://registry.example' };

it('stores a login in a folder 0700 and a file 0600, also where they were open before', async () => {
  await mkdir(join(homedir, '.aerostack'), { mode: 0o755 });
  await writeFile(join(homedir, '.aerostack/credentials.json'), '{}', { mode: 0o644 });
  await chmod(join(homedir, '.aerostack/credentials.json'), 0o644);
  await saveCredentials({ homedir }, login);
  expect((await stat(join(homedir, '.aerostack'))).mode & 0o777).toBe(0o700);
  expect((await stat(join(homedir, '.aerostack/credentials.json'))).mode & 0o777).toBe(0o600);
  expect(await loadCredentials({ homedir })).toEqual(login);
  expect(Object.keys(await snapshot(homedir))).toEqual(['.aerostack/credentials.json']);
});

it('forgets a login', async () => {
  expect(await removeCredentials({ homedir })).toBe(false);
  await saveCredentials({ homedir }, login);
  expect(await removeCredentials({ homedir })).toBe(true);
  expect(await loadCredentials({ homedir })).toBeUndefined();
});

it.each([
  { api_key: 'ac_x' },
  { api_key: '', registry: 'http://a' },
  { api_key: 'ac_x', registry: 'file:///x' },
  [],
])('uses no key of which it is not known where it belongs: %j', async (content) => {
  await saveCredentials({ homedir }, login);
  await writeFile(join(homedir, '.aerostack/credentials.json'), JSON.stringify(content));
  expect(await loadCredentials({ homedir })).toBeUndefined();
});

it('does not quote a damaged file', async () => {
  await saveCredentials({ homedir }, login);
  await writeFile(join(homedir, '.aerostack/credentials.json'), 'ac_secret');
  const error = await loadCredentials({ homedir }).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'PROJECT_FILE' });
  expect(`${error.stack}${error.cause.stack}`).not.toContain('ac_secret');
});
