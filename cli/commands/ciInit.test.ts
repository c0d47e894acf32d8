import { lstat, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
  expect(await run(root, [...ARGS, '--yes', '--file', 'ci.yml'])).toMatchObject({ code: 5 });
  for (const file of ['../ci.yml', '/etc/ci.yml', 'a/../../ci.yml', 'README.md'])
    expect(await run(root, [...ARGS, '--yes', '--file', file])).toMatchObject({ code: 2 });
  expect(await snapshot(outside)).toEqual({});
  expect((await lstat(join(root, 'ci.yml'))).isSymbolicLink()).toBe(true);
  await removeFolders([outside]);
});
