import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders } from '../fixtures/testContext.ts';
import { assertPackages, missingPackages, readPackageJson } from './npmPackages.ts';
import { addCommand, packageManagerOf, typed } from './packageManager.ts';

const folders: string[] = [];
afterEach(() => removeFolders(folders.splice(0)));
const folder = async (files: Record<string, string>) => {
  folders.push(await makeFolder(files));
  return folders.at(-1)!;
};

describe('packageManagerOf', () => {
  it.each([
    [{}, 'npm'],
    [{ 'package.json': '{}' }, 'npm'],
    [{ 'package-lock.json': '' }, 'npm'],
    [{ 'pnpm-lock.yaml': '' }, 'pnpm'],
    [{ 'yarn.lock': '' }, 'yarn'],
    [{ 'bun.lock': '' }, 'bun'],
    [{ 'bun.lockb': '' }, 'bun'],
    [{ 'package.json': '{"packageManager": "pnpm@9.1.0+sha512.aa"}', 'yarn.lock': '' }, 'pnpm'],
    [{ 'package.json': '{"packageManager": "yarn"}' }, 'yarn'],
    [{ 'package.json': '{"packageManager": "npm-evil@1"}', 'bun.lock': '' }, 'bun'],
    [{ 'package.json': '{"packageManager": "/tmp/evil"}' }, 'npm'],
    [{ 'package.json': '{"packageManager": 7}', 'yarn.lock': '' }, 'yarn'],
    [{ 'package.json': 'null', 'yarn.lock': '' }, 'yarn'],
  ])('tells from %j that it is %s', async (files: Record<string, string>, manager) => {
    expect(await packageManagerOf(await folder(files))).toBe(manager);
  });

  it('looks for it at the top of the repository, and not above', async () => {
    const root = await folder({ 'pnpm-lock.yaml': '', 'repo/apps/shop/package.json': '{}' });
    const shop = join(root, 'repo/apps/shop');
    expect(await packageManagerOf(shop)).toBe('npm');
    await mkdir(join(root, 'repo/.git'));
    expect(await packageManagerOf(shop)).toBe('npm');
    await mkdir(join(root, '.git'));
    await removeFolders([join(root, 'repo/.git')]);
    expect(await packageManagerOf(shop)).toBe('pnpm');
  });
});

describe('packages', () => {
  it('are those that package.json names in no way', async () => {
    const root = await folder({
      'package.json': JSON.stringify({
        dependencies: { a: '1' },
        devDependencies: { '@s/b': '1' },
        peerDependencies: { c: '1' },
        optionalDependencies: { d: '1' },
        bundledDependencies: ['e'],
      }),
    });
    const needed = ['a@^9', '@s/b', 'c', 'd', 'e', '@s/f@^1', 'e@^2', 'e', '@s/f@^1'];
    expect(missingPackages(needed, await readPackageJson(root))).toEqual([
      { dependency: 'e', otherwise: ['e@^2'] },
      { dependency: '@s/f@^1', otherwise: [] },
    ]);
  });

  it.each([
    [{}, 'missing'],
    [{ 'package.json': '{' }, 'unreadable'],
    [{ 'package.json': '[]' }, 'unreadable'],
    [{ 'package.json': '\ufeff{"dependencies": null}' }, 'read'],
  ])('of %j: package.json is %s', async (files: Record<string, string>, state) => {
    expect(await readPackageJson(await folder(files))).toMatchObject({ state, names: new Set() });
  });

  it.each([
    '-g',
    '--registry=http://evil',
    '../x',
    'x;id',
    'file:x',
    'https://x',
    'x@file:..',
    'a b',
    '',
    '@x/../y',
  ])('are checked again: %j', (dependency) => {
    expect(() => assertPackages(['hono', dependency])).toThrow(
      expect.objectContaining({ code: 'UNSAFE_MANIFEST' }),
    );
  });

  it('are typed so that a shell does nothing else', () => {
    expect(typed(addCommand('npm', ['hono@^4', 'zod@>=3 <5', 'x@*']))).toBe(
      "npm install -- 'hono@^4' 'zod@>=3 <5' 'x@*'",
    );
    expect(typed(addCommand('bun', ['hono']))).toBe('bun add hono');
  });
});
