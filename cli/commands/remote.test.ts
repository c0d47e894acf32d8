import { execFileSync } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveCredentials } from '../credentials.ts';
import { type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { makeFolder, removeFolders, run, snapshot, writeFiles } from '../fixtures/testContext.ts';

const OWNER = {
  ...{ keyType: 'account', userId: 'u', email: 'a@example.org', name: 'Alice', username: 'alice' },
  ...{ scopes: ['read', 'push'], gitUrl: '', privateGitUrl: '' },
};
const PATH = process.env.PATH ?? '';
let root: string;
let repo: string;
let registry: FakeRegistry;
let username: string;

beforeEach(async () => {
  root = await makeFolder({ 'repo/src/index.ts': '' });
  repo = join(root, 'repo');
  username = 'alice';
  registry = await startFakeRegistry(({ headers }) =>
    headers['x-api-key'] === 'ac_revoked'
      ? { status: 401, json: { error: { code: 'UNAUTHORIZED', message: 'This key is not valid' } } }
      : { json: { ...OWNER, username } },
  );
  git(root, 'init', '--quiet', '--initial-branch', 'main', 'repo');
});
afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

const environment = () => ({ PATH, HOME: root, GIT_CONFIG_NOSYSTEM: '1' });
function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, env: environment(), encoding: 'utf8' });
}
const logIn = (key = 'ac_stored') => saveCredentials({ homedir: root }, { key, registry: registry.url });
const aerostack = (argv: string[], more: { cwd?: string; env?: Record<string, string> } = {}) => {
  const { cwd = repo, env = {} } = more;
  const all = { ...environment(), AEROSTACK_API_URL: registry.url, ...env };
  return run(cwd, argv, { env: all, homedir: root, builtFiles: new URL('file:///opt/aerostack/dist/') });
};
const config = async (folder = '.git') => (await snapshot(repo))[`${folder}/config`]!;
const helpers = (cwd = repo) =>
  git(cwd, 'config', '--local', '--get-all', `credential.${registry.url}.helper`).split('\n').slice(0, -1);
const urlOf = (name: string, cwd = repo) => git(cwd, 'remote', 'get-url', name).trim();

const BY_PATH = '!/usr/bin/node /opt/aerostack/dist/aerostack.js credential';

describe('remote add', () => {
  it("adds one's own account, and has git ask for the key", async () => {
    await logIn();
    const { code, out, err } = await aerostack(['remote', 'add']);
    expect({ code, out, err }).toEqual({
      code: 0,
      out: `Remote  aerostack\nURL     ${registry.url}/git/alice.git\n`,
      err: 'Added the remote aerostack.\nNext: git push aerostack main\n',
    });
    expect(urlOf('aerostack')).toBe(`${registry.url}/git/alice.git`);
    expect(helpers()).toEqual(['', BY_PATH]);
    expect(JSON.stringify(await snapshot(repo))).not.toContain('ac_stored');
  });

  it('changes nothing the second time, and completes what is missing', async () => {
    await logIn();
    const add = async () => JSON.parse((await aerostack(['remote', 'add', 'alice', '--json'])).out);
    expect(await add()).toEqual({
      ...{ remote: 'aerostack', url: `${registry.url}/git/alice.git`, account: 'alice', action: 'added' },
      ...{ helper: BY_PATH, next: ['git push aerostack main'] },
    });
    const before = await snapshot(repo);
    expect(await add()).toMatchObject({ action: 'unchanged' });
    expect(await snapshot(repo)).toEqual(before);
    git(repo, 'config', '--unset-all', `credential.${registry.url}.helper`);
    expect(await add()).toMatchObject({ action: 'updated' });
    expect(helpers()).toEqual(['', BY_PATH]);
  });

  it('refuses a name that stands for another URL, an included one too, and writes nothing', async () => {
    await logIn();
    await writeFiles(repo, { 'more.config': '[remote "shared"]\n\turl = https://example.org/x.git\n' });
    git(repo, 'config', 'include.path', '../more.config');
    git(repo, 'remote', 'add', 'aerostack', 'https://example.org/other.git');
    const before = await snapshot(repo);
    for (const name of ['aerostack', 'shared']) {
      const { code, err } = await aerostack(['remote', 'add', '--name', name]);
      expect({ code, err }).toMatchObject({
        code: 5,
        err: expect.stringMatching(/REMOTE_EXISTS[\s\S]*--name/),
      });
    }
    expect(await snapshot(repo)).toEqual(before);
    expect((await aerostack(['remote', 'add', '--name', 'registry'])).code).toBe(0);
    expect(urlOf('registry')).toBe(`${registry.url}/git/alice.git`);
    expect(urlOf('shared')).toBe('https://example.org/x.git');
    expect(await config()).toContain('path = ../more.config');
  });

  it('writes nothing with --dry-run', async () => {
    await logIn();
    const before = await snapshot(repo);
    const { out, err } = await aerostack(['remote', 'add', '--dry-run', '--json']);
    expect(JSON.parse(out)).toMatchObject({ action: 'added', dryRun: true });
    expect(err).toContain('Would add the remote aerostack.');
    expect(await snapshot(repo)).toEqual(before);
  });

  it('writes data only with --quiet', async () => {
    await logIn();
    expect(await aerostack(['remote', 'add', '--quiet'])).toMatchObject({ code: 0, err: '' });
  });

  it('takes the private URL with --private, of nobody else', async () => {
    await logIn();
    const { err } = await aerostack(['remote', 'add', '--private', '--name', 'mine']);
    expect(urlOf('mine')).toBe(`${registry.url}/git/alice/private.git`);
    expect(err).toContain('Next: git fetch mine\nNext: git push mine main\n');
    const others = await aerostack(['remote', 'add', 'bob', '--private', '--name', 'bob']);
    expect(others).toMatchObject({ code: 4, err: expect.stringContaining('FORBIDDEN') });
    expect(git(repo, 'remote')).toBe('mine\n');
  });

  it.each([
    ['without a login', undefined],
    ['with a login', 'ac_stored'],
    ['with a key that was revoked', 'ac_revoked'],
  ])("adds another's catalogue %s, and no helper", async (_, key) => {
    if (key) await logIn(key);
    const { code, out } = await aerostack(['remote', 'add', 'bob', '--name', 'bob', '--json']);
    expect({ code, out: JSON.parse(out) }).toMatchObject({
      code: 0,
      out: { url: `${registry.url}/git/bob.git`, helper: null, next: ['git fetch bob'] },
    });
    expect(await config()).not.toContain('credential');
  });

  it("needs a login for one's own", async () => {
    for (const argv of [[], ['alice', '--private']]) {
      const result = await aerostack(['remote', 'add', ...argv]);
      expect(result).toMatchObject({ code: 4, err: expect.stringContaining('NOT_LOGGED_IN') });
    }
    await logIn('ac_revoked');
    expect(await aerostack(['remote', 'add'])).toMatchObject({ code: 4 });
    expect(await config()).not.toContain('remote');
  });

  it('warns where git will find no key later', async () => {
    const env = { AEROSTACK_API_KEY: 'ac_env', AEROSTACK_API_URL: '' };
    const { code, err } = await aerostack(['remote', 'add', '--registry', registry.url], { env });
    expect({ code, err }).toMatchObject({
      code: 0,
      err: expect.stringContaining(`run \`aerostack login --registry ${registry.url}\``),
    });
  });

  it('names this program where PATH has it for good, and where it lies where PATH has not', async () => {
    await logIn();
    const bins = ['bin', 'x/node_modules/.bin', 'folder'].map((folder) => join(root, folder));
    for (const [at, folder] of bins.entries()) {
      await writeFiles(folder, at === 2 ? { 'aerostack/file': '' } : { aerostack: '#!/bin/sh\n' });
      await chmod(join(folder, 'aerostack'), 0o755);
    }
    const helperWith = async (...folders: string[]) => {
      const env = { PATH: [...folders, PATH].join(':') };
      return JSON.parse((await aerostack(['remote', 'add', '--dry-run', '--json'], { env })).out).helper;
    };
    expect(await helperWith(bins[0]!)).toBe('!aerostack credential');
    expect(await helperWith(bins[1]!, bins[2]!, '', '.', 'bin')).toBe(BY_PATH);
    await chmod(join(bins[0]!, 'aerostack'), 0o644);
    expect(await helperWith(bins[0]!)).toBe(BY_PATH);
  });

  it('works in a subfolder, a worktree and a bare repository', async () => {
    await logIn();
    const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.org'];
    git(repo, ...identity, 'commit', '--quiet', '--allow-empty', '--message', 'first');
    git(repo, 'worktree', 'add', '--quiet', '../tree');
    git(root, 'init', '--quiet', '--bare', 'bare.git');
    const url = `${registry.url}/git/alice.git`;
    for (const [cwd, name] of [
      [join(repo, 'src'), 'from-subfolder'],
      [join(root, 'tree'), 'from-worktree'],
      [join(root, 'bare.git'), 'in-bare'],
      [join(repo, '.git'), 'in-git-folder'],
    ] as const) {
      const { code, err } = await aerostack(['remote', 'add', '--name', name], { cwd });
      expect({ code, err }).toMatchObject({ code: 0 });
      expect([urlOf(name, cwd), helpers(cwd)]).toEqual([url, ['', BY_PATH]]);
    }
    expect(git(repo, 'remote')).toBe('from-subfolder\nfrom-worktree\nin-git-folder\n');
  });

  it('names the branch that is there, as it is typed into a shell', async () => {
    await logIn();
    git(repo, 'symbolic-ref', 'HEAD', "refs/heads/it's-$HOME");
    expect((await aerostack(['remote', 'add'])).err).toContain(`Next: git push aerostack 'it'\\''s-$HOME'\n`);
  });

  it('heeds the variables by which git is told where a repository is, and no others of git', async () => {
    await logIn();
    const elsewhere = join(root, 'elsewhere');
    await mkdir(elsewhere);
    const env = {
      GIT_DIR: join(repo, '.git'),
      GIT_SSH_COMMAND: 'x',
      GIT_EDITOR: 'x',
      EDITOR: 'x',
      PAGER: 'x',
    };
    expect(await aerostack(['remote', 'add'], { cwd: elsewhere, env })).toMatchObject({ code: 0 });
    expect(urlOf('aerostack')).toBe(`${registry.url}/git/alice.git`);
  });

  it('says where there is no repository, and where there is no git', async () => {
    await logIn();
    const none = await aerostack(['remote', 'add'], { cwd: root });
    expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/NO_REPOSITORY[\s\S]*git init/) });
    const gitless = await aerostack(['remote', 'add'], { env: { PATH: root } });
    expect(gitless).toMatchObject({ code: 1, err: expect.stringMatching(/NO_GIT[\s\S]*Install git/) });
    expect(registry.seen).toEqual([]);
  });

  it.each([
    '',
    '-x',
    '--mirror',
    'a b',
    'a..b',
    'a:b',
    '.a',
    'a/.b',
    'a.lock',
    'a/',
    '@',
    'a@{b',
    'a\nb',
    'a*',
  ])('refuses the name %j', async (name) => {
    await logIn();
    expect(await aerostack(['remote', 'add', `--name=${name}`])).toMatchObject({ code: 2 });
    expect(await config()).not.toContain('remote');
  });

  it.each(['-x', '../alice', 'Alice', 'a/b', 'admin'])('refuses the account %j', async (account) => {
    await logIn();
    expect((await aerostack(['remote', 'add', '--', account])).code).not.toBe(0);
    username = account;
    expect((await aerostack(['remote', 'add'])).code).not.toBe(0);
    expect(await config()).not.toContain('remote');
  });

  it('says what git says where it cannot write', async () => {
    await logIn();
    await writeFiles(repo, { '.git/config.lock': '' });
    const { code, err } = await aerostack(['remote', 'add']);
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringMatching(/GIT_FAILED.*could not lock/),
    });
  });
});
