import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveCredentials } from '../credentials.ts';
import { checkNode } from '../doctor/checkPrograms.ts';
import {
  type FakeAnswer,
  type FakeRegistry,
  type SeenRequest,
  startFakeRegistry,
} from '../fixtures/fakeRegistry.ts';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { makeFolder, type Replaced, removeFolders, run, writeFiles } from '../fixtures/testContext.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const OWNER = {
  ...{ keyType: 'account', userId: 'u', email: 'a@example.org', name: 'Alice', username: 'alice' },
  scopes: ['read', 'push', 'publish'],
  gitUrl: 'http://registry.example/git/alice.git',
  privateGitUrl: 'http://registry.example/git/alice/private.git',
};
const keyEntry = (expiresAt: string | null) => ({
  ...{ id: 'k', name: 'laptop', prefix: 'ac_testkey', scopes: ['read'], functions: [] },
  ...{ createdAt: 't', lastUsedAt: null, expiresAt },
});
let root: string;
let registry: FakeRegistry;
let answers: Record<string, FakeAnswer | ((request: SeenRequest) => FakeAnswer)>;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
  answers = {
    '/healthz': { json: { status: 'ok' }, headers: { date: new Date(NOW).toUTCString() } },
    '/api/v1/cli/validate': { json: OWNER },
    '/api/account/keys': { json: { keys: [keyEntry(null)] } },
  };
  registry = await startFakeRegistry((request) => {
    const answer = answers[request.path];
    return typeof answer === 'function' ? answer(request) : answer;
  });
});
afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

async function doctor(more: Replaced & { args?: string[] } = {}) {
  const { env, args = ['--registry', registry.url], ...rest } = more;
  const { code, out } = await run(root, ['doctor', '--json', ...args], {
    env: { AEROSTACK_API_KEY: 'ac_testkey_and_more', PATH: process.env.PATH ?? '', ...env },
    now: () => NOW,
    ...rest,
  });
  const { ok, checks } = JSON.parse(out) as {
    ok: boolean;
    checks: { name: string; status: string; message: string; remedy: string }[];
  };
  expect(code).toBe(ok ? 0 : 1);
  return { ok, checks, of: (name: string) => checks.filter((check) => check.name === name) };
}

describe('doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const { ok, checks } = await doctor();
    expect(ok).toBe(true);
    expect(checks.map(({ name, status, remedy }) => [name, status, remedy])).toEqual(
      ['node', 'git', 'registry', 'reachable', 'clock', 'credentials', 'key', 'project'].map((name) => [
        name,
        'ok',
        '',
      ]),
    );
    expect(JSON.stringify(checks)).not.toContain('ac_testkey');
  });

  it('prints a line for each thing, with the remedy below', async () => {
    const { code, out } = await run(root, ['doctor'], { env: { PATH: '/nowhere' } });
    expect(code).toBe(1);
    expect(out).toMatch(/^ok {4}node {9}Node \d+/);
    expect(out).toContain('warn  git          git is not on PATH; `aerostack serve` needs it\n');
    expect(out).toContain('                   Install git 2.29 or newer.\n');
    expect(out).toContain('fail  registry     No registry is known\n');
  });

  it('says which registry is used and why', async () => {
    const { of } = await doctor({ args: [], env: { AEROSTACK_API_URL: registry.url } });
    expect(of('registry')).toMatchObject([{ message: `${registry.url} (from AEROSTACK_API_URL)` }]);
  });

  it('fails where the registry does not answer, and asks for no key there', async () => {
    await registry.close();
    const { ok, of } = await doctor();
    expect(ok).toBe(false);
    expect(of('reachable')).toMatchObject([
      { status: 'fail', message: expect.stringContaining('ECONNREFUSED') },
    ]);
    expect(of('key')).toEqual([]);
  });

  it('fails where something else answers, and does not send it the key', async () => {
    answers = { '/healthz': { json: {} } };
    expect((await doctor()).of('reachable')).toMatchObject([{ status: 'fail' }]);
    expect(registry.seen.some(({ headers }) => headers['x-api-key'])).toBe(false);
  });

  it.each([-3_600_000, 3_600_000])('warns of clocks that are %d milliseconds apart', async (apart) => {
    const { ok, of } = await doctor({ now: () => NOW + apart });
    expect(ok).toBe(true);
    expect(of('clock')).toMatchObject([{ status: 'warn', message: "3600 s from the registry's" }]);
  });

  it('warns where there is no key, and fails where it is not valid', async () => {
    expect((await doctor({ env: { AEROSTACK_API_KEY: '' } })).of('key')).toMatchObject([
      { status: 'warn', remedy: expect.stringContaining('aerostack login') },
    ]);
    answers['/api/v1/cli/validate'] = { status: 401, json: { error: 'No', code: 'UNAUTHORIZED' } };
    expect((await doctor()).of('key')).toMatchObject([
      { status: 'fail', remedy: expect.stringContaining('login') },
    ]);
  });

  it('names the scopes that a key lacks', async () => {
    answers['/api/v1/cli/validate'] = { json: { ...OWNER, scopes: ['read'] } };
    expect((await doctor()).of('key')).toMatchObject([
      { status: 'ok', message: "alice's, from AEROSTACK_API_KEY, for read; not for push, publish" },
    ]);
  });

  it('warns a week before the key expires', async () => {
    answers['/api/account/keys'] = { json: { keys: [keyEntry('2026-06-20T00:00:00.000Z')] } };
    expect((await doctor()).of('expiry')).toMatchObject([{ status: 'ok' }]);
    answers['/api/account/keys'] = { json: { keys: [keyEntry('2026-06-05T00:00:00.000Z')] } };
    expect((await doctor()).of('expiry')).toMatchObject([{ status: 'warn' }]);
    answers['/api/account/keys'] = { status: 403, json: { error: 'No', code: 'FORBIDDEN' } };
    expect((await doctor()).of('expiry')).toEqual([]);
  });

  it('knows when the key of a login by password expires', async () => {
    await saveCredentials(
      { homedir: join(root, '.home') },
      { key: 'ac_session', registry: registry.url, session: { expiresAt: '2026-06-02T00:00:00.000Z' } },
    );
    const { of } = await doctor({ env: { AEROSTACK_API_KEY: '' }, args: [] });
    expect(of('key')).toMatchObject([{ message: expect.stringContaining('from login') }]);
    expect(of('expiry')).toMatchObject([{ status: 'warn', message: expect.stringContaining('2026-06-02') }]);
  });

  it('fails where others can read the stored login, and says how to close it', async () => {
    await saveCredentials({ homedir: join(root, '.home') }, { key: 'ac_x', registry: registry.url });
    expect((await doctor()).of('credentials')).toMatchObject([{ status: 'ok' }]);
    const path = join(root, '.home/.aerostack/credentials.json');
    await chmod(path, 0o644);
    await chmod(join(root, '.home/.aerostack'), 0o755);
    expect((await doctor()).of('credentials')).toMatchObject([
      { status: 'fail', remedy: `chmod 600 ${path} && chmod 700 ${join(root, '.home/.aerostack')}` },
    ]);
  });

  it('fails where the stored login cannot be read', async () => {
    await saveCredentials({ homedir: join(root, '.home') }, { key: 'ac_x', registry: registry.url });
    await writeFiles(root, { '.home/.aerostack/credentials.json': '{' });
    expect((await doctor()).of('credentials')).toMatchObject([{ status: 'fail' }]);
  });

  it('fails where aerostack.toml cannot be read, and checks the rest', async () => {
    await writeFiles(root, { 'aerostack.toml': 'name = \n' });
    const { ok, of } = await doctor();
    expect(ok).toBe(false);
    expect(of('project')).toMatchObject([
      { status: 'fail', message: expect.stringContaining('not valid TOML') },
    ]);
    expect(of('key')).toMatchObject([{ status: 'ok' }]);
  });

  it('warns of a key in aerostack.toml', async () => {
    await writeFiles(root, { 'aerostack.toml': `registry = "${registry.url}"\napi_key = "ac_toml"\n` });
    expect((await doctor()).of('key in project')).toMatchObject([{ status: 'warn' }]);
  });

  it('says which services are missing or changed, and what an install left', async () => {
    const manifest = installAnswer();
    answers['/api/community/functions/alice/image-resizer/install'] = { json: manifest };
    const argv = ['functions', 'install', 'alice/image-resizer', '--registry', registry.url];
    expect(await run(root, argv)).toMatchObject({ code: 0 });
    expect((await doctor()).of('services')).toMatchObject([
      { status: 'ok', message: '1 is there, unchanged' },
    ]);
    expect((await doctor()).of('leftovers')).toMatchObject([{ status: 'ok' }]);

    await writeFiles(root, { 'services/image-resizer/index.ts': 'mine\n' });
    await mkdir(join(root, 'services/.aerostack-image-resizer-0123456789ab.old'));
    await writeFiles(root, { '.aerostack-install.lock': '999999 1\n' });
    const changed = await doctor();
    expect(changed.ok).toBe(true);
    expect(changed.of('services')).toMatchObject([
      { status: 'warn', message: expect.stringContaining('changed') },
    ]);
    expect(changed.of('leftovers')).toMatchObject([
      { status: 'warn', message: expect.stringMatching(/install\.lock.*image-resizer-0123456789ab\.old/) },
    ]);

    await rm(join(root, 'services/image-resizer'), { recursive: true });
    expect((await doctor()).of('services')).toMatchObject([
      {
        status: 'fail',
        message: 'services/image-resizer is missing',
        remedy: expect.stringContaining('install'),
      },
    ]);
  });

  it('tells of the proxy without its password, and of authorities that cannot be read', async () => {
    const { checks, of } = await doctor({
      env: { HTTPS_PROXY: 'http://user:secret@proxy:8080', NODE_EXTRA_CA_CERTS: join(root, 'missing.pem') },
    });
    expect(of('proxy')).toMatchObject([{ status: 'ok', message: 'proxy:8080' }]);
    expect(of('certificates')).toMatchObject([{ status: 'fail' }]);
    expect(JSON.stringify(checks)).not.toContain('secret');
  });
});

it.each([
  ['20.18.0', 'fail'],
  ['20.19.0', 'ok'],
  ['24.1.0', 'ok'],
  ['26.0.0-nightly', 'ok'],
])('Node %s is %s', (version, status) => {
  expect(checkNode(version).status).toBe(status);
});
