import fs from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { PNG } from '../fixtures/installAnswer.ts';
import { makeFolder, removeFolders, run, writeFiles } from '../fixtures/testContext.ts';

const ID = `fn_${'1'.repeat(32)}`;
const MANIFEST = JSON.stringify({ name: 'Image resizer', version: '1.2.0' });
let root: string;
let registry: FakeRegistry;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
  registry = await startFakeRegistry(({ method, path }) => {
    if (method !== 'POST' || path !== '/api/community/functions') return undefined;
    const json = {
      ...{ id: ID, slug: 'image-resizer', author: 'alice', version: '1.2.0', status: 'draft' },
      ...{
        url: '/functions/alice/image-resizer',
        adminUrl: `http://hub/admin/functions/${ID}`,
        warnings: ['No license\u001b[2J.'],
      },
    };
    return { status: 201, json };
  });
});

afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

const push = (cwd: string, ...args: string[]) =>
  run(cwd, ['functions', 'push', '--registry', registry.url, ...args], {
    env: { AEROSTACK_API_KEY: 'ac_test' },
  });
const sent = () => JSON.parse(registry.seen[0]?.body ?? '{}') as Record<string, Record<string, string>>;

it('sends the selected files and prints ID, version and Admin link', async () => {
  await writeFiles(root, {
    'aerostack.json': MANIFEST,
    'index.ts': "import './a';",
    'a.ts': '',
    'README.md': '![](shot.png)',
    'shot.png': PNG,
    'notes.txt': '',
  });
  const { code, out, err } = await push(root);
  expect(code).toBe(0);
  expect(out).toBe(
    `Function ID  ${ID}\nFunction     alice/image-resizer\nVersion      1.2.0\nAdmin        http://hub/admin/functions/${ID}\n`,
  );
  expect(err).toContain('notes.txt, package.json');
  expect(err).toContain('warning: No license\\u001b[2J.');
  expect(sent()).toEqual({
    files: {
      'aerostack.json': MANIFEST,
      'index.ts': "import './a';",
      'a.ts': '',
      'README.md': '![](shot.png)',
    },
    assets: { 'shot.png': PNG.toString('base64') },
  });
  expect(registry.seen[0]?.headers['x-api-key']).toBe('ac_test');
});

it('takes aerostack.json from the folder of the file, else from a folder above it in the project', async () => {
  await writeFiles(root, {
    'fn/aerostack.json': MANIFEST,
    'fn/src/main.ts': "import '../lib';",
    'fn/lib.ts': '',
  });
  await push(root, 'fn/src/main.ts');
  expect(sent()).toMatchObject({ entrypoint: 'src/main.ts' });
  expect(Object.keys(sent().files!)).toEqual(['aerostack.json', 'src/main.ts', 'lib.ts']);
});

it('names a function without aerostack.json after its file, or its folder', async () => {
  await writeFiles(root, { 'resize.ts': '', 'mailer/index.ts': '' });
  await push(root, 'resize.ts');
  expect(sent()).toEqual({ name: 'resize', entrypoint: 'resize.ts', files: { 'resize.ts': '' }, assets: {} });
  registry.seen.splice(0);
  await push(root, 'mailer');
  expect(sent()).toMatchObject({ name: 'mailer', files: { 'index.ts': '' } });
});

it('finds the function from a folder inside it', async () => {
  await writeFiles(root, { 'aerostack.json': MANIFEST, 'index.ts': '', 'src/deep/x.ts': '' });
  expect(await push(join(root, 'src/deep'))).toMatchObject({ code: 0 });
  expect(Object.keys(sent().files!)).toEqual(['aerostack.json', 'index.ts']);
});

it('lists on --dry-run what it would push, without a login', async () => {
  await writeFiles(root, { 'index.ts': 'export {};\n', 'b.ts': '' });
  const { code, out, err } = await run(root, ['functions', 'push', '--dry-run']);
  expect({ code, out }).toEqual({ code: 0, out: 'index.ts  11 bytes  entrypoint\n' });
  expect(err).toContain('b.ts');
});

it('refuses what looks like a secret, unless told', async () => {
  await writeFiles(root, { 'index.ts': `const key = 'AKIA${'A'.repeat(16)}';` });
  expect(await push(root)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/POSSIBLE_SECRET[\s\S]*index\.ts:1/),
  });
  expect(registry.seen).toEqual([]);
  expect(await push(root, '--allow-secrets')).toMatchObject({ code: 0 });
});

it.each([
  ['IMPORT_OUTSIDE', 1, { 'aerostack.json': '{}', 'index.ts': "import '../x';" }],
  ['INVALID_FILE', 1, { 'index.ts': Buffer.from([0xff, 0xfe]) }],
  ['INVALID_MANIFEST', 1, { 'index.ts': '', 'aerostack.json': '{"version": "one"}' }],
  ['INVALID_JSON', 1, { 'index.ts': '', 'aerostack.json': '{' }],
  ['FORBIDDEN_KEY', 1, { 'index.ts': '', 'aerostack.json': '{"__proto__": {}}' }],
  ['NO_ENTRYPOINT', 1, { 'README.md': '' }],
])('refuses before anything is sent: %s', async (wanted, code, files) => {
  await writeFiles(root, files as Record<string, string>);
  expect(await push(root)).toMatchObject({ code, err: expect.stringContaining(wanted) });
  expect(registry.seen).toEqual([]);
});

it('refuses a link among what is selected, and does not walk into linked folders or nested repositories', async () => {
  await writeFiles(root, { 'index.ts': '', 'real/x.ts': '', 'nested/.git/HEAD': '', 'nested/y.ts': '' });
  await symlink(join(root, 'real'), join(root, 'linked'));
  expect(await push(root)).toMatchObject({
    code: 0,
    err: expect.stringContaining('linked, nested, package.json, real/x.ts'),
  });
  await writeFiles(root, { 'index.ts': "import './linked/x';" });
  expect(await push(root)).toMatchObject({ code: 1, err: expect.stringContaining('symbolic link') });
});

it('says where the file does not exist', async () => {
  expect(await push(root, 'missing.ts')).toMatchObject({
    code: 5,
    err: expect.stringContaining('missing.ts'),
  });
});

it('names the commit only where every file is committed unchanged', async () => {
  await writeFiles(root, { 'fn/index.ts': "import './lib/a';", 'fn/lib/a.ts': '', 'other.ts': '' });
  await mkdir(join(root, '.git'));
  await git.init({ fs, dir: root });
  const author = { name: 'a', email: 'a@example.org' };
  await git.add({ fs, dir: root, filepath: ['fn/index.ts', 'fn/lib/a.ts'] });
  const commit = await git.commit({ fs, dir: root, message: 'first', author });
  const commitSent = async () => {
    registry.seen.splice(0);
    await push(root, 'fn');
    return sent().sourceCommit;
  };
  expect(await commitSent()).toBe(commit);
  await writeFiles(root, { 'other.ts': 'changed elsewhere' });
  expect(await commitSent()).toBe(commit);
  await writeFiles(root, { 'fn/lib/a.ts': 'changed' });
  expect(await commitSent()).toBeUndefined();
});
