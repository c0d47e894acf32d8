import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveCredentials } from '../credentials.ts';
import { type FakeAnswer, type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { makeFolder, removeFolders, run, snapshot, writeFiles } from '../fixtures/testContext.ts';

const OWNER = {
  ...{ keyType: 'account', userId: 'u', email: 'a@example.org', name: 'Alice', username: 'alice' },
  scopes: ['read', 'push'],
  gitUrl: 'http://registry.example/git/alice.git',
  privateGitUrl: 'http://registry.example/git/alice/private.git',
};
const expiresAt = '2024-02-01T00:00:00.000Z';
let root: string;
let registry: FakeRegistry;
let logoutAnswer: FakeAnswer | undefined;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
  logoutAnswer = { status: 204, bytes: Buffer.alloc(0) };
  registry = await startFakeRegistry(({ path }) =>
    path === '/api/auth/logout' ? logoutAnswer : { json: OWNER },
  );
});
afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

const store = (more: object = {}) =>
  saveCredentials({ homedir: join(root, '.home') }, { key: 'ac_stored', registry: registry.url, ...more });
const stored = async () => (await snapshot(root))['.home/.aerostack/credentials.json'];

describe('login', () => {
  it('does not ask without a terminal, and names the flag', async () => {
    for (const isTTY of [
      { stdin: false, stdout: true, stderr: true },
      { stdin: true, stdout: true, stderr: false },
    ]) {
      const { code, err } = await run(root, ['login', '--registry', registry.url], { isTTY });
      expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('Pass --key ac_...') });
    }
    expect(registry.seen).toEqual([]);
  });

  it('stores nothing with --dry-run', async () => {
    const argv = ['login', '--key', 'ac_good', '--dry-run', '--json', '--registry', registry.url];
    const { code, out } = await run(root, argv);
    expect({ code, out: JSON.parse(out) }).toEqual({
      code: 0,
      out: {
        registry: registry.url,
        username: 'alice',
        scopes: ['read', 'push'],
        expiresAt: null,
        dryRun: true,
      },
    });
    expect(await stored()).toBeUndefined();
  });
});

describe('logout', () => {
  it('revokes a key that a password was exchanged for', async () => {
    await store({ session: { expiresAt } });
    const { code, out } = await run(root, ['logout', '--json']);
    expect({ code, out: JSON.parse(out) }).toEqual({ code: 0, out: { removed: true, revoked: true } });
    expect(registry.seen.map(({ method, path, headers }) => [method, path, headers['x-api-key']])).toEqual([
      ['POST', '/api/auth/logout', 'ac_stored'],
    ]);
    expect(await stored()).toBeUndefined();
  });

  it('leaves a key that was given valid, and asks the registry nothing', async () => {
    await store();
    const { out, err } = await run(root, ['logout', '--json']);
    expect(JSON.parse(out)).toEqual({ removed: true, revoked: false });
    expect(err).toContain('Revoke the key in the Admin');
    expect(registry.seen).toEqual([]);
  });

  it('sends the key to the registry of the login only', async () => {
    const other = await startFakeRegistry(() => ({ json: {} }));
    await store({ session: { expiresAt } });
    await run(root, ['logout', '--registry', other.url], { env: { AEROSTACK_API_URL: other.url } });
    await other.close();
    expect(other.seen).toEqual([]);
    expect(registry.seen).toHaveLength(1);
  });

  it('forgets a key that has expired already', async () => {
    await store({ session: { expiresAt } });
    logoutAnswer = { status: 401, json: { error: 'No', code: 'UNAUTHORIZED' } };
    expect(JSON.parse((await run(root, ['logout', '--json'])).out)).toEqual({ removed: true, revoked: true });
  });

  it('forgets the key where the registry is away, and says that it stays valid', async () => {
    await store({ session: { expiresAt } });
    logoutAnswer = { status: 500, json: { error: 'Oh', code: 'INTERNAL' } };
    const { code, out, err } = await run(root, ['logout', '--json']);
    expect({ code, out: JSON.parse(out) }).toEqual({ code: 0, out: { removed: true, revoked: false } });
    expect(err).toContain('stays valid until it expires');
    expect(await stored()).toBeUndefined();
  });

  it('does nothing with --dry-run', async () => {
    await store({ session: { expiresAt } });
    const before = await stored();
    const { code, err } = await run(root, ['logout', '--dry-run']);
    expect({ code, err }).toEqual({
      code: 0,
      err: `Would forget the key for ${registry.url} and revoke it.\n`,
    });
    expect(await stored()).toBe(before);
    expect(registry.seen).toEqual([]);
  });

  it('is content where nobody is logged in', async () => {
    expect(await run(root, ['logout'])).toEqual({ code: 0, out: '', err: 'Not logged in.\n' });
  });

  it('forgets a login that cannot be read', async () => {
    await writeFiles(root, { '.home/.aerostack/credentials.json': '{' });
    expect(await run(root, ['logout'])).toMatchObject({
      code: 0,
      err: expect.stringContaining('Logged out'),
    });
    expect(await stored()).toBeUndefined();
  });
});
