import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { makeFolder, removeFolders, run, snapshot, writeFiles } from '../fixtures/testContext.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const MANIFEST =
  '{\n  "name": "Greeter",\n  "category": "utility",\n  "description": "Greets.",\n  "license": "MIT"\n}\n';
let root: string;

beforeEach(async () => {
  root = await makeFolder({ 'aerostack.json': MANIFEST, 'index.ts': 'export const greet = 1;\n' });
});
afterEach(() => removeFolders([root]));

const foldersOf = (parent: string) =>
  readdirSync(join(FIXTURES, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
const jsonOf = async (folder: string, ...args: string[]) => {
  const { code, out } = await run(folder, ['functions', 'validate', '--json', ...args]);
  return { code, ...JSON.parse(out) };
};

test.each(foldersOf('functions'))(
  'nothing is found in the function %s but a license that is missing',
  async (name) => {
    const { code, diagnostics } = await jsonOf(join(FIXTURES, 'functions', name));
    expect(code).toBe(0);
    const codes = diagnostics.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(name === 'slack-notifier' ? ['LICENSE_MISSING'] : []);
  },
);

test.each(foldersOf('bad'))(
  'the one fault of the bad function %s is found, as the registry would',
  async (name) => {
    const folder = join(FIXTURES, 'bad', name);
    const { code, path, line, column, message } = JSON.parse(
      readFileSync(join(folder, 'expected.json'), 'utf8'),
    );
    const answer = await jsonOf(folder);
    // What nothing imports is left out of a push already.
    const found = code === 'UNUSED_FILE' ? [] : [expect.objectContaining({ path, code })];
    expect(answer.diagnostics).toEqual(found);
    expect(answer.code).toBe(answer.errors > 0 ? 1 : 0);
    if (line) expect(answer.diagnostics[0].line).toBe(line);
    if (column) expect(answer.diagnostics[0].column).toBe(column);
    if (message && found.length > 0) expect(answer.diagnostics[0].message).toContain(message);
  },
);

describe('what is checked', () => {
  it('is what a push would send, and nothing is written or sent', async () => {
    await writeFiles(root, {
      'index.ts': "import './a';",
      'a.ts': '',
      'index.test.ts': 'let x = (',
      'notes.txt': '',
    });
    const before = await snapshot(root);
    const answer = await jsonOf(root);
    expect(answer).toEqual({
      ...{ code: 0, ok: true, errors: 0, warnings: 0, diagnostics: [] },
      size: {
        files: 3,
        bytes: 13 + MANIFEST.length,
        largest: [
          { path: 'aerostack.json', bytes: MANIFEST.length },
          { path: 'index.ts', bytes: 13 },
          { path: 'a.ts', bytes: 0 },
        ],
      },
      files: ['aerostack.json', 'index.ts', 'a.ts'],
      leftOut: ['index.test.ts', 'notes.txt'],
    });
    expect(await snapshot(root)).toEqual(before);
  });

  it('may be named by a file, from another folder', async () => {
    await writeFiles(root, { 'package.json': '{}', 'lib/other.ts': 'eval(a);' });
    mkdirSync(join(root, 'deep/er'), { recursive: true });
    const { out } = await run(join(root, 'deep/er'), ['functions', 'validate', '../../lib/other.ts']);
    expect(out).toMatch(/^\.\.\/\.\.\/lib\/other\.ts:1:1 {2}warning {2}DYNAMIC_CODE {2}/);
  });

  it('may lack aerostack.json: then nobody is sent to a line of it', async () => {
    await removeFolders([join(root, 'aerostack.json')]);
    const { code, diagnostics } = await jsonOf(root);
    expect(code).toBe(1);
    const codes = ['CATEGORY_MISSING', 'DESCRIPTION_MISSING', 'LICENSE_MISSING'];
    expect(diagnostics.map((found: { code: string; line: number }) => [found.code, found.line])).toEqual(
      codes.map((code) => [code, 0]),
    );
  });

  it('may lack everything', async () => {
    const folder = await makeFolder();
    const { code, diagnostics } = await jsonOf(folder);
    expect(code).toBe(1);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ path: 'aerostack.json', code: 'ENTRYPOINT_MISSING' }),
    );
    await removeFolders([folder]);
  });

  it('is told of every import that leaves the folder, beside all else', async () => {
    const code = "import '../a';\nimport type { B } from '../../b';\nlet x = ;\nprocess.env.KEY;";
    await writeFiles(root, { 'index.ts': code });
    const { diagnostics } = await jsonOf(root);
    expect(diagnostics.map((found: { code: string; line: number }) => [found.code, found.line])).toEqual([
      ['SYNTAX', 3],
    ]);
    await writeFiles(root, { 'index.ts': code.replace('let x = ;', '') });
    const mended = (await jsonOf(root)).diagnostics;
    expect(mended.map((found: { code: string; line: number }) => [found.code, found.line])).toEqual([
      ['IMPORT_OUTSIDE', 1],
      ['IMPORT_OUTSIDE', 2],
      ['ENV_VAR_UNDECLARED', 4],
    ]);
  });

  it('warns of what only an operator can allow', async () => {
    await writeFiles(root, { 'index.ts': `// ${'x'.repeat(1024 ** 2)}\n` });
    const { code, diagnostics } = await jsonOf(root);
    expect(code).toBe(0);
    expect(diagnostics).toEqual([
      expect.objectContaining({ path: 'index.ts', severity: 'warning', code: 'LIMIT_EXCEEDED' }),
    ]);
  });

  it('finds the place of JSON that is none, however deep', async () => {
    await writeFiles(root, { 'aerostack.json': '{\n  "name": "x",\n  name: 1\n}' });
    expect((await jsonOf(root)).diagnostics).toEqual([
      expect.objectContaining({ path: 'aerostack.json', line: 3, column: 3, code: 'INVALID_JSON' }),
    ]);
    await writeFiles(root, { 'aerostack.json': '['.repeat(100_000) });
    expect((await jsonOf(root)).diagnostics).toEqual([
      expect.objectContaining({ code: 'INVALID_JSON', line: 0 }),
    ]);
  });

  it('must exist', async () => {
    const { code, err } = await run(root, ['functions', 'validate', 'gone.ts']);
    expect(code).toBe(5);
    expect(err).toContain('NOT_FOUND');
  });
});

describe('how it ends', () => {
  it('well with warnings, unless they are to count', async () => {
    await writeFiles(root, { 'index.ts': 'eval(a);' });
    expect((await run(root, ['functions', 'validate'])).code).toBe(0);
    expect((await run(root, ['functions', 'validate', '--strict'])).code).toBe(1);
    await writeFiles(root, { 'index.ts': '' });
    expect((await run(root, ['functions', 'validate', '--strict'])).code).toBe(0);
  });

  it('as wrong usage with an unknown format, or with two', async () => {
    for (const args of [
      ['--format', 'xml'],
      ['--json', '--format', 'gitlab'],
    ])
      expect((await run(root, ['functions', 'validate', ...args])).code).toBe(2);
  });
});

describe('where services that annotate code find a file', () => {
  const folder = () => join(root, 'packages/greeter');
  const pathsOf = async (env: Record<string, string>) => {
    const { out } = await run(folder(), ['functions', 'validate', '--format', 'gitlab'], { env });
    return JSON.parse(out).map(({ location }: { location: { path: string } }) => location.path);
  };

  it('is told from the checkout of the pipeline, else from the repository, else from the folder', async () => {
    await writeFiles(folder(), { 'aerostack.json': MANIFEST, 'index.ts': 'eval(a);' });
    expect(await pathsOf({})).toEqual(['index.ts']);
    expect(await pathsOf({ GITHUB_WORKSPACE: root })).toEqual(['packages/greeter/index.ts']);
    expect(await pathsOf({ CI_PROJECT_DIR: join(root, 'packages') })).toEqual(['greeter/index.ts']);
    expect(await pathsOf({ CI_PROJECT_DIR: '/elsewhere' })).toEqual(['index.ts']);
    mkdirSync(join(root, '.git'));
    expect(await pathsOf({})).toEqual(['packages/greeter/index.ts']);
  });
});
