import { lstat, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { git } from '../../fixtures/processes.ts';
import { makeFolder, removeFolders, run, snapshot } from '../fixtures/testContext.ts';

let root: string;
beforeEach(async () => {
  root = await makeFolder({ '.git/HEAD': 'ref: refs/heads/main\n', 'src/index.ts': '' });
});
afterEach(() => removeFolders([root]));

const FILE = '.github/workflows/aerostack.yml';
const ARGS = ['ci', 'init', 'github', '--registry', 'https://functions.example.org'];

it('writes the workflow of the repository around, shows what it writes, and does nothing the second time', async () => {
  const before = await snapshot(root);
  const tried = await run(join(root, 'src'), [...ARGS, '--dry-run']);
  expect(tried).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^--- \.github[\s\S]*^\+name: Publish functions$/m),
  });
  expect(await run(root, ARGS)).toMatchObject({ code: 2, err: expect.stringContaining('--yes') });
  expect(await snapshot(root)).toEqual(before);
  expect(await run(join(root, 'src'), [...ARGS, '--yes'])).toMatchObject({ code: 0 });
  const written = await snapshot(root);
  expect(Object.keys(written)).toEqual(expect.arrayContaining([FILE]));
  expect(JSON.parse((await run(root, [...ARGS, '--json'])).out)).toEqual({
    ...{ service: 'github', file: FILE, action: 'unchanged', diff: '', dryRun: false },
  });
  expect(await snapshot(root)).toEqual(written);
});

it('follows no link out of the repository, and takes no path that leads out', async () => {
  const outside = await makeFolder();
  await mkdir(join(root, '.github'));
  await symlink(outside, join(root, '.github/workflows'));
  expect(await run(root, [...ARGS, '--yes'])).toMatchObject({
    code: 5,
    err: expect.stringContaining('UNSAFE_TARGET'),
  });
  await symlink(join(outside, 'ci.yml'), join(root, 'ci.yml'));
  const gitlab = ['ci', 'init', 'gitlab', '--yes', '--file'];
  expect(await run(root, [...gitlab, 'ci.yml'])).toMatchObject({ code: 5 });
  expect(await run(root, [...ARGS, '--yes', '--file', 'ci.yml'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('.github/workflows/ci.yml'),
  });
  for (const file of ['../ci.yml', '/etc/ci.yml', 'a/../../ci.yml', 'README.md'])
    expect(await run(root, [...ARGS, '--yes', '--file', file])).toMatchObject({ code: 2 });
  expect(await snapshot(outside)).toEqual({});
  expect((await lstat(join(root, 'ci.yml'))).isSymbolicLink()).toBe(true);
  await removeFolders([outside]);
});

it('names no address of this machine, asks git for the default branch, and says what is left to do', async () => {
  const repository = await makeFolder({ 'README.md': '' });
  onTestFinished(() => removeFolders([repository]));
  await git(repository, 'init', '--quiet', '--initial-branch=trunk');
  const env = { ...process.env, AEROSTACK_API_URL: 'http://127.0.0.1:8787' };
  const args = ['ci', 'init', 'github', '--yes', '--job', 'functions'];
  const done = await run(repository, args, { env });
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining('branches: [trunk]') });
  expect(done.out).toContain('{{ vars.AEROSTACK_API_URL }}');
  expect(done.out).not.toContain('127.0.0.1');
  expect(done.err).toMatch(
    /cannot reach http:\/\/127\.0\.0\.1:8787[\s\S]*gh variable set[\s\S]*\/admin\/keys\/new/,
  );
  expect(await run(repository, ['ci', 'init', 'gitlab', '--yes', '--job', 'stages'])).toMatchObject({
    code: 2,
  });
});
