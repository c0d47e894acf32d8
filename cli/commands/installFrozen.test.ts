import { rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installAnswer } from '../fixtures/installAnswer.ts';
import { install, installSetup } from '../fixtures/installSetup.ts';
import { makeFolder, removeFolders, run, snapshot, writeFiles } from '../fixtures/testContext.ts';

const { project, serving } = installSetup();
const names = ['image-resizer', 'mailer'];

/** A project with two functions installed, and a service of its own. */
async function installed(): Promise<string> {
  const root = await project({
    'aerostack.toml': '[[services]]\nname = "own"\nmain = "src/own.ts"\n',
    'services/handmade/index.ts': 'mine\n',
  });
  await install(root, await serving(names.map((slug) => installAnswer({ slug }))), ...names);
  return root;
}

/** Runs `install --frozen` where every request fails. */
function frozen(root: string, ...flags: string[]) {
  const fetch = () => Promise.reject(new Error('a request was made'));
  return run(root, ['functions', 'install', '--frozen', ...flags], { fetch });
}

const edit = async (root: string, replace: (toml: string) => string) => {
  const { 'aerostack.toml': toml } = await snapshot(root);
  await writeFile(join(root, 'aerostack.toml'), replace(toml!), 'latin1');
};

describe('functions install --frozen', () => {
  it('says nothing where all is in place, and asks no registry', async () => {
    const root = await installed();
    const before = await snapshot(root);
    expect(await frozen(root)).toEqual({ code: 0, out: '', err: '' });
    expect(await frozen(root, '--json')).toEqual({ code: 0, out: '{\n  "frozen": true\n}\n', err: '' });
    expect(await snapshot(root)).toEqual(before);
    expect(await frozen(await project({ 'aerostack.toml': '' }))).toMatchObject({ code: 0 });
  });

  const mailer = 'services/mailer';
  const differences: [string, string, string, (root: string) => Promise<unknown>][] = [
    ['there is no aerostack.toml', 'aerostack.toml', 'MISSING', (root) => rm(join(root, 'aerostack.toml'))],
    ['a service is missing', mailer, 'MISSING', (root) => rm(join(root, mailer), { recursive: true })],
    [
      'all services are missing',
      mailer,
      'MISSING',
      (root) => rm(join(root, 'services'), { recursive: true }),
    ],
    [
      'a file was changed',
      mailer,
      'CHANGED',
      (root) => writeFiles(root, { [`${mailer}/index.ts`]: 'mine\n' }),
    ],
    ['a file was added', mailer, 'CHANGED', (root) => writeFiles(root, { [`${mailer}/a/b.ts`]: '' })],
    ['a file is missing', mailer, 'CHANGED', (root) => rm(join(root, mailer, 'src/resize.ts'))],
    ['a link was added', mailer, 'CHANGED', (root) => symlink('index.ts', join(root, mailer, 'link'))],
    [
      'line ends were changed',
      mailer,
      'CHANGED',
      (root) =>
        writeFiles(root, {
          [`${mailer}/src/resize.ts`]: 'export const resize = (text: string) => text;\r\n',
        }),
    ],
    ['the record is missing', mailer, 'RECORD', (root) => rm(join(root, mailer, 'aerostack-manifest.json'))],
    [
      'the record is of another version',
      mailer,
      'RECORD',
      (root) => edit(root, (toml) => toml.replace(/1\.0\.0(?![\s\S]*1\.0\.0)/, '1.0.1')),
    ],
    [
      'a service is a link',
      mailer,
      'UNREADABLE',
      async (root) => {
        await rename(join(root, mailer), join(root, 'elsewhere'));
        await symlink('../elsewhere', join(root, mailer));
      },
    ],
    [
      'a tree is another',
      mailer,
      'CHANGED',
      (root) =>
        edit(root, (toml) => toml.replace(/tree = "[0-9a-f]{40}"\n$/, `tree = "${'a'.repeat(40)}"\n`)),
    ],
    [
      'an entry has no tree',
      'aerostack.toml',
      'NOT_LOCKED',
      (root) => edit(root, (toml) => toml.replace(/tree = .*\n$/, '')),
    ],
    [
      'an entry has a range',
      'aerostack.toml',
      'NOT_LOCKED',
      (root) => edit(root, (toml) => toml.replace('version = "1.0.0"', 'version = "^1.0.0"')),
    ],
    [
      'an entry has no source',
      mailer,
      'NOT_LISTED',
      (root) => edit(root, (toml) => toml.replace('source = "alice/mailer"\n', '')),
    ],
    [
      'an entry is missing',
      mailer,
      'NOT_LISTED',
      (root) => edit(root, (toml) => toml.replace(/\[\[services\]\]\nname = "mailer"[\s\S]*/, '')),
    ],
    [
      'an entry is there twice',
      'aerostack.toml',
      'TWICE',
      (root) => edit(root, (toml) => toml + toml.slice(toml.lastIndexOf('[['))),
    ],
    [
      'an entry has no main',
      'aerostack.toml',
      'MAIN',
      (root) => edit(root, (toml) => toml.replace('main = "services/mailer/index.ts"\n', '')),
    ],
    [
      'an entry has another main',
      'aerostack.toml',
      'MAIN',
      (root) => edit(root, (toml) => toml.replace('mailer/index.ts', 'mailer/gone.ts')),
    ],
    [
      'an install left something',
      'services/.aerostack-mailer-0123456789ab',
      'LEFTOVER',
      (root) => writeFiles(root, { 'services/.aerostack-mailer-0123456789ab/x': '' }),
    ],
    [
      'an install left a file',
      '.aerostack-dev.vars-0123456789ab.tmp',
      'LEFTOVER',
      (root) => writeFiles(root, { '.aerostack-dev.vars-0123456789ab.tmp': '' }),
    ],
    [
      'an install is running',
      '.aerostack-install.lock',
      'LEFTOVER',
      (root) => writeFiles(root, { '.aerostack-install.lock': '' }),
    ],
  ];

  it.each(differences)('fails, with nothing written, where %s', async (_, path, code, change) => {
    const root = await installed();
    await change(root);
    const before = await snapshot(root);
    const told = await frozen(root);
    expect(told).toMatchObject({ code: 1, out: '' });
    expect(told.err).toContain('error FROZEN: services/ is not what aerostack.toml records');
    expect(told.err).toContain(`\n  ${path}: `);
    const { details, ...rest } = JSON.parse((await frozen(root, '--json')).out);
    expect(rest).toMatchObject({ code: 'FROZEN' });
    expect(details).toContainEqual({ path, code, message: expect.any(String) });
    expect(await snapshot(root)).toEqual(before);
  });

  it('names every difference', async () => {
    const root = await installed();
    await rm(join(root, 'services/image-resizer'), { recursive: true });
    await writeFiles(root, { [`${mailer}/index.ts`]: 'mine\n', 'services/.aerostack-x-0123456789ab/x': '' });
    const { details } = JSON.parse((await frozen(root, '--json')).out);
    expect(details.map(({ path, code }: { path: string; code: string }) => `${code} ${path}`)).toEqual([
      'MISSING services/image-resizer',
      'CHANGED services/mailer',
      'LEFTOVER services/.aerostack-x-0123456789ab',
    ]);
  });

  it('is content again after an install', async () => {
    const root = await installed();
    await rm(join(root, mailer), { recursive: true });
    expect(await frozen(root)).toMatchObject({ code: 1 });
    await install(root, await serving(names.map((slug) => installAnswer({ slug }))));
    expect(await frozen(root)).toMatchObject({ code: 0 });
  });

  it('goes with nothing else', async () => {
    const root = await installed();
    for (const more of [['mailer'], ['--force'], ['--as', 'x'], ['--install-deps'], ['--env-files']]) {
      expect(await frozen(root, ...more)).toMatchObject({
        code: 2,
        err: expect.stringContaining('--frozen'),
      });
    }
  });

  it('shows what names from the disk and the toml say, and does not run it', async () => {
    const root = await makeFolder({
      'aerostack.toml': '[[services]]\nname = "x\\u001b[2J"\nsource = "a/\\u202eb"\nmain = "m"\n',
      'services/.aerostack-\u001b[2J-0123456789ab/x': '',
    });
    const { code, err } = await frozen(root);
    await removeFolders([root]);
    expect(code).toBe(1);
    expect(err).not.toMatch(/[^\n\x20-\x7e]/);
    expect(err).toContain('\\u001b[2J');
  });
});
