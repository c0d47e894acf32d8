import { EventEmitter } from 'node:events';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  makeFolder,
  type Replaced,
  removeFolders,
  run,
  snapshot,
  writeFiles,
} from '../fixtures/testContext.ts';
import { createFiles } from '../init/createFiles.ts';

/** Below it stand the templates as they are in the source. */
const BUILT = new URL('../', import.meta.url);
const FACTS = ['--name', 'Rate Limiter', '--description', 'Limits calls.', '--category', 'api'];
let root: string;

beforeEach(async () => {
  root = await makeFolder({ 'package.json': '{}' });
});
afterEach(() => removeFolders([root]));

const init = (args: string[], more: Replaced = {}) =>
  run(root, ['functions', 'init', ...args], { builtFiles: BUILT, ...more });

describe('functions init', () => {
  it.each([
    ['function', ['README.md', 'aerostack.json', 'index.test.ts', 'index.ts']],
    ['route', ['README.md', 'aerostack.json', 'index.test.ts', 'index.ts']],
    [
      'adapter',
      ['README.md', 'adapter.ts', 'aerostack.json', 'core.test.ts', 'core.ts', 'index.ts', 'schema.ts'],
    ],
  ])('writes the template %s and says what to do next', async (template, files) => {
    const { code, out, err } = await init(['limiter', '--template', template, ...FACTS]);
    expect({ code, out }).toEqual({ code: 0, out: files.map((path) => `limiter/${path}\n`).join('') });
    expect(err).toContain(`Created ${files.length} files. Next:\n  cd limiter\n`);
    expect(err).toContain('  aerostack functions publish rate-limiter\n');
    const written = await snapshot(root);
    expect(Object.keys(written)).toEqual([...files.map((path) => `limiter/${path}`), 'package.json']);
    expect(written['limiter/README.md']).toMatch(/^# Rate Limiter\n\nLimits calls\.\n/);
  });

  it('writes JavaScript where asked, into the current folder where none is named', async () => {
    expect(await init(['--language', 'javascript', ...FACTS])).toMatchObject({
      code: 0,
      out: 'README.md\naerostack.json\nindex.js\nindex.test.js\n',
      err: expect.not.stringContaining('cd '),
    });
    expect(JSON.parse((await snapshot(root))['aerostack.json']!)).toMatchObject({
      language: 'javascript',
      entrypoint: 'index.js',
    });
  });

  it("takes the folder's name and the template's facts with --yes", async () => {
    await init(['rate_limiter', '--yes', '--category', 'web3']);
    expect(JSON.parse((await snapshot(root))['rate_limiter/aerostack.json']!)).toMatchObject({
      name: 'Rate Limiter',
      description: 'Shortens a text to a number of characters, cutting between words.',
      category: 'web3',
    });
  });

  it("names the registry's schema where a registry is known", async () => {
    const env = { AEROSTACK_API_URL: 'http://registry.test:1/' };
    await init(['limiter', ...FACTS], { env });
    const { $schema } = JSON.parse((await snapshot(root))['limiter/aerostack.json']!);
    expect($schema).toBe('http://registry.test:1/schema/aerostack.json');
  });

  it('asks nothing without a terminal, and names the flags that answer', async () => {
    const before = await snapshot(root);
    expect(await init(['limiter', '--name', 'x'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('Pass --description and --category, or --yes'),
    });
    expect(await snapshot(root)).toEqual(before);
  });

  it.each([
    [['--template', 'nonsense']],
    [['--category', 'nonsense']],
    [['--template', 'route', '--language', 'javascript']],
    [['--name', '???']],
    [['--name', 'api']],
    [['--description', 'two\nlines']],
  ])('refuses %j and writes nothing', async (args) => {
    const before = await snapshot(root);
    const { code } = await init(['limiter', ...FACTS, ...args]);
    expect(code).toBeGreaterThan(0);
    expect(await snapshot(root)).toEqual(before);
  });

  it('says what it would write with --dry-run, and as JSON', async () => {
    const before = await snapshot(root);
    const { code, out } = await init(['limiter', '--template', 'route', ...FACTS, '--dry-run', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      folder: join(root, 'limiter'),
      template: 'route',
      language: 'typescript',
      slug: 'rate-limiter',
      files: ['README.md', 'aerostack.json', 'index.test.ts', 'index.ts'],
      next: [
        'cd limiter',
        "npm install 'hono@^4'",
        'npm install --save-dev vitest',
        'npx vitest run',
        'aerostack functions push',
        'aerostack functions publish rate-limiter',
      ],
      dryRun: true,
    });
    expect(await snapshot(root)).toEqual(before);
  });

  it('overwrites nothing, whatever stands there, and then writes nothing at all', async () => {
    await writeFiles(root, { 'limiter/aerostack.json': 'mine\n' });
    await mkdir(join(root, 'limiter/index.ts'));
    await symlink('nowhere', join(root, 'limiter/index.test.ts'));
    const before = await snapshot(root);
    expect(await init(['limiter', ...FACTS])).toMatchObject({
      code: 5,
      err: expect.stringMatching(/has aerostack\.json, index\.test\.ts, index\.ts already/),
    });
    expect(await snapshot(root)).toEqual(before);
  });

  it('writes beside what is there and is not in its way', async () => {
    await writeFiles(root, { 'limiter/notes.txt': 'mine\n' });
    expect(await init(['limiter', ...FACTS])).toMatchObject({ code: 0 });
    expect(await snapshot(root)).toMatchObject({ 'limiter/notes.txt': 'mine\n' });
  });

  it('keeps a README that is there, in whatever case, and says so', async () => {
    await writeFiles(root, { 'limiter/readme.md': 'mine\n' });
    const { code, out, err } = await init(['limiter', ...FACTS]);
    expect([code, out]).toEqual([0, expect.not.stringContaining('README.md')]);
    expect(err).toContain('Kept readme.md as it is.');
    const written = await snapshot(root);
    expect(written).toMatchObject({ 'limiter/readme.md': 'mine\n' });
    expect(written).not.toHaveProperty('limiter/README.md');
  });

  it('refuses a folder that is a file', async () => {
    expect(await init(['package.json', ...FACTS])).toMatchObject({ code: 5 });
  });

  it('quotes a folder that a shell would take apart', async () => {
    expect((await init(["it's here", ...FACTS])).err).toContain("  cd 'it'\\''s here'\n");
  });

  it('leaves nothing when it is interrupted', async () => {
    const before = await snapshot(root);
    const signals = new EventEmitter();
    signals.on(
      'newListener',
      (name) => void (name === 'SIGHUP' && setImmediate(() => signals.emit('SIGINT'))),
    );
    const { code, err } = await init(['a/b/limiter', ...FACTS], { signals });
    expect({ code, err }).toEqual({ code: 130, err: 'Interrupted.\n' });
    expect(await snapshot(root)).toEqual(before);
  });
});

describe('createFiles', () => {
  it('takes back what it has written where a later file cannot be', async () => {
    await writeFiles(root, { 'in the way': '' });
    const before = await snapshot(root);
    const files = new Map([
      ['a/b/c.txt', ''],
      ['in the way/d.txt', ''],
    ]);
    await expect(createFiles(root, files, new AbortController().signal)).rejects.toThrow();
    expect(await snapshot(root)).toEqual(before);
  });
});
