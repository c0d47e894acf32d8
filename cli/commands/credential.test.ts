import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveCredentials } from '../credentials.ts';
import { makeFolder, removeFolders, run, writeFiles } from '../fixtures/testContext.ts';

const REGISTRY = 'https://functions.example.org/registry';
let root: string;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
});
afterEach(() => removeFolders([root]));

const logIn = (registry = REGISTRY, key = 'ac_stored') =>
  saveCredentials({ homedir: join(root, '.home') }, { key, registry });
const ask = (input: string, env: Record<string, string> = {}, operation = 'get') =>
  run(root, ['credential', operation], { input, env });
const lines = (protocol: string, host: string, ...more: string[]) =>
  [`protocol=${protocol}`, `host=${host}`, ...more, ''].join('\n');
const OF_REGISTRY = lines('https', 'functions.example.org');
const answer = (key: string, user = 'aerostack') => ({
  code: 0,
  out: `username=${user}\npassword=${key}\n`,
  err: '',
});
/** No answer to git; for a person there may be a line of why. */
const NOTHING = {
  code: 0,
  out: '',
  err: expect.stringMatching(/^(?:aerostack: there is no key for \S+; run `aerostack login`\.\n)?$/),
};

describe('credential get', () => {
  it('gives the key of the login, under the name that git asked with', async () => {
    await logIn();
    expect(await ask(OF_REGISTRY)).toEqual(answer('ac_stored'));
    expect(await ask(lines('https', 'functions.example.org', 'username=alice'))).toEqual(
      answer('ac_stored', 'alice'),
    );
    const more = ['capability[]=authtype', 'path=git/alice.git', 'wwwauth[]=Basic realm="x=y"', '', 'host=x'];
    expect(await ask(lines('https', 'functions.example.org', ...more))).toEqual(answer('ac_stored'));
  });

  it.each([
    ['http', 'functions.example.org'],
    ['https', 'functions.example.org:8443'],
    ['https', 'functions.example.org:80'],
    ['https', 'example.org'],
    ['https', 'evil.functions.example.org'],
    ['https', 'functions.example.org.evil.example'],
    ['https', 'functions.example.org@evil.example'],
    ['https', 'evil.example/@functions.example.org'],
    ['https', 'functions.example.org/../evil.example'],
    ['https', 'functions.example.org#evil.example'],
    ['https', 'functions.example.org\\evil.example'],
    ['https', 'functions.example.org\t'],
    ['https', 'functions.example.org\r'],
    ['https', 'ｆunctions.example.org'],
    ['https', ''],
    ['ssh', 'functions.example.org'],
    ['cert', ''],
    ['__proto__', 'functions.example.org'],
  ])('says nothing of %s://%s', async (protocol, host) => {
    await logIn();
    expect(await ask(lines(protocol, host))).toEqual(NOTHING);
    const env = { AEROSTACK_API_KEY: 'ac_env', AEROSTACK_API_URL: REGISTRY };
    expect(await ask(lines(protocol, host), env)).toEqual(NOTHING);
  });

  it.each([
    ['https://functions.example.org', 'https', 'Functions.Example.org:443'],
    ['https://functions.example.org:443', 'https', 'functions.example.org'],
    ['http://localhost', 'http', 'localhost:80'],
    ['http://127.0.0.1:4545', 'http', '127.0.0.1:4545'],
    ['http://[::1]:4545', 'http', '[::1]:4545'],
  ])('knows %s as %s://%s', async (registry, protocol, host) => {
    await logIn(registry);
    expect(await ask(lines(protocol, host))).toEqual(answer('ac_stored'));
  });

  it.each(['', 'host=functions.example.org\n', 'protocol=https\n', 'nonsense\n', '=\n'])(
    'says nothing where git asks %j',
    async (input) => {
      await logIn();
      expect(await ask(input)).toEqual(NOTHING);
    },
  );

  it('says nothing where nobody is logged in', async () => {
    expect(await ask(OF_REGISTRY)).toEqual(NOTHING);
    expect(await ask(OF_REGISTRY, { AEROSTACK_API_URL: REGISTRY })).toEqual(NOTHING);
  });

  it('gives the key of the environment where AEROSTACK_API_URL or the login says that it is meant', async () => {
    const env = { AEROSTACK_API_KEY: 'ac_env' };
    expect(await ask(OF_REGISTRY, env)).toEqual(NOTHING);
    expect(await ask(OF_REGISTRY, { ...env, AEROSTACK_API_URL: REGISTRY })).toEqual(answer('ac_env'));
    await logIn();
    expect(await ask(OF_REGISTRY, env)).toEqual(answer('ac_env'));
    const elsewhere = { ...env, AEROSTACK_API_URL: 'https://other.example' };
    expect(await ask(OF_REGISTRY, elsewhere)).toEqual(answer('ac_stored'));
    expect(await ask(lines('https', 'other.example'), elsewhere)).toEqual(answer('ac_env'));
    expect(await ask(OF_REGISTRY, { ...env, AEROSTACK_API_URL: 'nonsense' })).toEqual(answer('ac_stored'));
  });

  it('does not believe a project', async () => {
    await writeFiles(root, { 'aerostack.toml': `registry = "${REGISTRY}"\napi_key = "ac_toml"\n` });
    expect(await ask(OF_REGISTRY)).toEqual(NOTHING);
    expect(await ask(OF_REGISTRY, { AEROSTACK_API_KEY: 'ac_env' })).toEqual(NOTHING);
  });

  it('never writes what is no key to stdout, nor any of it to stderr', async () => {
    await logIn(REGISTRY, 'ac_two\nurl=https://evil.example');
    const { out, err } = await ask(OF_REGISTRY);
    expect(out).toBe('');
    expect(err).not.toMatch(/ac_two|evil/);
    await writeFiles(root, { '.home/.aerostack/credentials.json': '{"api_key": "ac_stored", "regis' });
    for (const flags of [[], ['--json', '--verbose']]) {
      const unreadable = await run(root, [...flags, 'credential', 'get'], { input: OF_REGISTRY });
      expect(unreadable).toMatchObject({ code: 1, out: '', err: expect.stringContaining('PROJECT_FILE') });
      expect(unreadable.err).not.toContain('ac_stored');
    }
  });
});

it.each(['store', 'erase', 'capability', 'nonsense'])('credential %s does nothing', async (operation) => {
  await logIn();
  expect(await ask(`${OF_REGISTRY}username=alice\npassword=ac_other\n`, {}, operation)).toEqual(NOTHING);
  expect(await ask(OF_REGISTRY)).toEqual(answer('ac_stored'));
});

it('is for git, and not in the help', async () => {
  expect((await run(root, ['--help'])).out).not.toContain('credential');
  expect((await run(root, ['completion', 'bash'])).out).not.toContain('credential');
});
