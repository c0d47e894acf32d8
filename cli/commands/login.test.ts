import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeAnswer, type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { makeFolder, removeFolders, run, snapshot, writeFiles } from '../fixtures/testContext.ts';

const OWNER = {
  keyType: 'account',
  userId: 'u',
  email: 'a@example.org',
  name: 'Alice',
  username: 'alice',
  scopes: ['read', 'push'],
  gitUrl: 'http://registry.example/git/alice.git',
  privateGitUrl: 'http://registry.example/git/alice/private.git',
};
let root: string;
let registry: FakeRegistry;
let other: FakeRegistry;
let answer: FakeAnswer | undefined;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
  answer = { json: OWNER };
  registry = await startFakeRegistry(({ headers }) =>
    headers['x-api-key'] === 'ac_wrong'
      ? { status: 401, json: { error: { code: 'UNAUTHORIZED', message: 'No' } } }
      : answer,
  );
  other = await startFakeRegistry(() => ({ json: { functions: [] } }));
});

afterEach(async () => {
  await removeFolders([root]);
  for (const one of [registry, other]) await one.close();
});

const keysSeen = () => [...registry.seen, ...other.seen].map(({ headers }) => headers['x-api-key']);

describe('login, whoami and logout', () => {
  it('stores a key that the registry knows, with the registry', async () => {
    expect(await run(root, ['login', '--key', 'ac_good', '--registry', `${registry.url}/`])).toMatchObject({
      code: 0,
      out: '',
    });
    const stored = (await snapshot(root))['.home/.aerostack/credentials.json']!;
    expect(JSON.parse(stored)).toEqual({ api_key: 'ac_good', registry: registry.url });
    expect(await run(root, ['whoami'])).toMatchObject({
      code: 0,
      out: `Username  alice\nRegistry  ${registry.url}\nScopes    read, push\n`,
    });
    expect(keysSeen()).toEqual(['ac_good', 'ac_good']);
    expect(await run(root, ['logout'])).toMatchObject({ code: 0 });
    expect(await run(root, ['whoami', '--registry', registry.url])).toMatchObject({ code: 4 });
  });

  it('reads the key from stdin', async () => {
    await run(root, ['login', '--key', '-', '--registry', registry.url], { input: 'ac_piped\n' });
    expect(keysSeen()).toEqual(['ac_piped']);
  });

  it('stores nothing that the registry does not know, and never prints the key', async () => {
    for (const key of ['ac_wrong', 'ac_with space', 'ac_line\nfeed', 'ac_ü', '']) {
      const { code, out, err } = await run(root, [
        'login',
        `--key=${key}`,
        '--registry',
        registry.url,
        '--verbose',
        '--json',
      ]);
      expect(code).toBe(4);
      if (key) expect(out + err).not.toContain(key);
    }
    expect(Object.keys(await snapshot(root))).toEqual(['package.json']);
  });
});

describe('the key', () => {
  const whoami = (more: Parameters<typeof run>[2] = {}, ...args: string[]) =>
    run(root, ['whoami', ...args], more);

  it('comes from the environment, then aerostack.toml with a warning, then the login', async () => {
    await run(root, ['login', '--key', 'ac_login', '--registry', registry.url]);
    await whoami();
    await writeFiles(root, { 'aerostack.toml': `registry = "${registry.url}"\napi_key = "ac_toml"\n` });
    expect((await whoami()).err).toContain('aerostack.toml holds an api_key');
    await whoami({ env: { AEROSTACK_API_KEY: 'ac_env' } });
    expect(keysSeen()).toEqual(['ac_login', 'ac_login', 'ac_toml', 'ac_env']);
  });

  it('that the registry does not take is told with where it came from', async () => {
    const env = { AEROSTACK_API_KEY: 'ac_wrong', AEROSTACK_API_URL: registry.url };
    expect(await whoami({ env })).toMatchObject({
      code: 4,
      err: expect.stringContaining('from AEROSTACK_API_KEY'),
    });
    await writeFiles(root, { 'aerostack.toml': `registry = "${registry.url}"\napi_key = "ac_wrong"\n` });
    expect(await whoami()).toMatchObject({
      code: 4,
      err: expect.stringContaining('comes from aerostack.toml'),
    });
    const login = await run(root, ['login', '--key', 'ac_wrong', '--registry', registry.url]);
    expect(login).toMatchObject({ code: 4, err: expect.stringContaining(`one of ${registry.url}`) });
  });

  it('of a login or a project is not sent to another registry', async () => {
    await run(root, ['login', '--key', 'ac_login', '--registry', registry.url]);
    await writeFiles(root, { 'aerostack.toml': `registry = "${registry.url}"\napi_key = "ac_toml"\n` });
    for (const attempt of [
      whoami({}, '--registry', other.url),
      whoami({ env: { AEROSTACK_API_URL: other.url } }),
    ]) {
      expect(await attempt).toMatchObject({ code: 4 });
    }
    await writeFiles(root, { 'aerostack.toml': `registry = "${other.url}"\n` });
    expect(await whoami()).toMatchObject({
      code: 4,
      err: expect.stringContaining(`logged in to ${registry.url}`),
    });
    expect(other.seen).toEqual([]);
  });

  it('of the environment is not sent where only a project points', async () => {
    await run(root, ['login', '--key', 'ac_login', '--registry', registry.url]);
    await writeFiles(root, { 'aerostack.toml': `registry = "${other.url}"\n` });
    expect(await whoami({ env: { AEROSTACK_API_KEY: 'ac_env' } })).toMatchObject({
      code: 4,
      err: expect.stringContaining(`set AEROSTACK_API_URL=${other.url} as well`),
    });
    expect(other.seen).toEqual([]);
    await whoami({ env: { AEROSTACK_API_KEY: 'ac_env' } }, '--registry', other.url);
    expect(other.seen).toHaveLength(1);
  });

  it('does not follow a redirect to another host', async () => {
    answer = { status: 307, headers: { location: `${other.url}/api/community/functions/my` } };
    const env = { AEROSTACK_API_KEY: 'ac_env', AEROSTACK_API_URL: registry.url };
    expect(await run(root, ['functions', 'list', '--mine'], { env })).toMatchObject({ code: 0 });
    expect(other.seen).toHaveLength(1);
    expect(JSON.stringify(other.seen)).not.toContain('ac_env');
    expect(await whoami({ env })).toMatchObject({ code: 1, err: expect.stringContaining('BAD_ANSWER') });
    expect(other.seen).toHaveLength(1);
  });

  it('is not sent for what is public', async () => {
    const env = { AEROSTACK_API_KEY: 'ac_env', AEROSTACK_API_URL: registry.url };
    answer = { json: { functions: [], nextCursor: null, total: 0 } };
    expect(await run(root, ['functions', 'list'], { env })).toMatchObject({ code: 0 });
    expect(keysSeen()).toEqual([undefined]);
  });
});
