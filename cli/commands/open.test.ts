import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeRegistry, startFakeRegistry } from '../fixtures/fakeRegistry.ts';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { makeFolder, type Replaced, removeFolders, run } from '../fixtures/testContext.ts';

const ID = `fn_${'1'.repeat(32)}`;
const TERMINAL = { stdin: true, stdout: true, stderr: false };
const META = {
  ...{ name: 'n', description: '', category: '', tags: [], language: '', runtime: '', license: '' },
  ...{ readme: '', entrypoint: 'index.ts', code: '', files: {}, config_schema: {} },
};
let root: string;
let registry: FakeRegistry;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
  registry = await startFakeRegistry(({ path }) => {
    if (path.endsWith(`/functions/${ID}`)) return { json: DRAFT };
    if (path.endsWith('/install/image-resizer')) return { json: installAnswer() };
    return path.endsWith('/alice/image-resizer') ? { json: { function: FOUND } } : undefined;
  });
});
afterEach(async () => {
  await removeFolders([root]);
  await registry.close();
});

// What the registry says of its addresses is not what is opened.
const DRAFT = {
  ...META,
  ...{ id: ID, slug: 'image-resizer', author: 'alice', version: '1.0.0', status: 'draft', url: '/' },
  ...{
    adminUrl: 'file:///etc/passwd',
    warnings: [],
    assets: {},
    branch: 'b',
    commit: 'c',
    source: 'cli',
    updatedAt: 't',
  },
};
const FOUND = {
  ...META,
  ...{ id: ID, slug: 'image-resizer', version: '1.0.0', status: 'published', author_username: 'alice' },
  ...{ star_count: 0, clone_count: 0, url: 'javascript:alert(1)', tag: 't', commit: 'c', tree: 't' },
  ...{ published_at: 't', clone_url: 'javascript:alert(1)' },
};

const open = (args: string[], { env, ...more }: Replaced = {}) =>
  run(root, ['functions', 'open', ...args, '--registry', registry.url], {
    env: { AEROSTACK_API_KEY: 'ac_test', PATH: '/nowhere', ...env },
    ...more,
  });

describe('functions open', () => {
  it('prints where a function is shown, and where a draft is edited', async () => {
    const hub = `${registry.url}/functions/alice/image-resizer`;
    expect(await open(['alice/image-resizer'])).toEqual({ code: 0, out: `${hub}\n`, err: '' });
    expect((await open(['image-resizer'])).out).toBe(`${hub}\n`);
    expect((await open(['alice/image-resizer@^1'])).out).toBe(`${hub}?version=1.0.0\n`);
    expect((await open([ID])).out).toBe(`${registry.url}/admin/functions/${ID}\n`);
  });

  it('opens it on a terminal, by a program that gets the address as its only argument', async () => {
    const bin = await makeFolder({ 'xdg-open': '#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "$SEEN"\n' });
    const seen = join(bin, 'seen');
    execFileSync('mkfifo', [seen]);
    execFileSync('chmod', ['+x', join(bin, 'xdg-open')]);
    const env = { PATH: `${bin}${delimiter}/usr/bin${delimiter}/bin`, SEEN: seen };
    const [arguments_, result] = await Promise.all([
      readFile(seen, 'utf8'),
      open(['alice/image-resizer'], { isTTY: TERMINAL, env }),
    ]);
    expect(arguments_).toBe(`1\n${registry.url}/functions/alice/image-resizer\n`);
    expect(result).toMatchObject({ code: 0, err: '' });
    await removeFolders([bin]);
  });

  it('says so where no browser can be started', async () => {
    expect(await open(['alice/image-resizer'], { isTTY: TERMINAL })).toMatchObject({
      code: 0,
      out: expect.stringContaining('/functions/alice/image-resizer'),
      err: expect.stringContaining('No browser could be started'),
    });
  });

  it.each([['--print'], ['--json'], ['--dry-run']])('starts none under %s', async (flag) => {
    const { code, out, err } = await open(['alice/image-resizer', flag], { isTTY: TERMINAL });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    if (flag === '--json')
      expect(JSON.parse(out)).toEqual({
        url: `${registry.url}/functions/alice/image-resizer`,
        opened: false,
      });
  });

  it('prints nothing of what does not exist', async () => {
    expect(await open(['bob/nothing'])).toMatchObject({ code: 5, out: '' });
    expect(await open([`fn_${'2'.repeat(32)}`])).toMatchObject({ code: 5, out: '' });
  });
});
