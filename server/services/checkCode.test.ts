import { expect, test } from 'vitest';
import { contentWith } from '../domain/checks/findings.testing.ts';
import { compile } from '../domain/compile.ts';
import type { FunctionContent } from '../domain/functionTree.ts';
import { inspect } from '../domain/inspect.ts';
import { createCheckCode } from './checkCode.ts';
import { createRunBuild } from './parserProcess.ts';

const runBuild = createRunBuild();
const check = createCheckCode(runBuild, (content) => inspect(content));
const checkCode = (content: FunctionContent) => check(content, 'alice');

test('a syntax error is found with its line and column, in files the entrypoint reaches and in others', async () => {
  const diagnostics = await checkCode(
    contentWith({
      'index.ts': "import './lib/x.js';\n",
      'lib/x.ts': 'export const a = 1;\nexport const x = ;',
      'other.ts': "let größe = '€'; let y = (",
    }),
  );
  expect(
    diagnostics.map(({ path, line, column, severity, code }) => ({ path, line, column, severity, code })),
  ).toEqual([
    { path: 'lib/x.ts', line: 2, column: 18, severity: 'error', code: 'SYNTAX' },
    { path: 'other.ts', line: 1, column: 27, severity: 'error', code: 'SYNTAX' },
  ]);
});

test('an import that leads nowhere is told once, whether the compiler would look for it or not', async () => {
  const diagnostics = await checkCode(
    contentWith({ 'index.ts': "import './gone';\nimport type { A } from './gone';\nimport '../shared/x';" }),
  );
  expect(diagnostics.map(({ line, severity, code }) => ({ line, severity, code }))).toEqual([
    { line: 1, severity: 'warning', code: 'IMPORT_NOT_FOUND' },
    { line: 2, severity: 'warning', code: 'IMPORT_NOT_FOUND' },
    { line: 3, severity: 'error', code: 'IMPORT_OUTSIDE' },
  ]);
});

test('exports are followed through re-exports, and unknown where a package or a missing file is passed on', async () => {
  const known = await compile(
    runBuild,
    contentWith({
      'index.ts': "export * from './types';\nexport const a = 1;",
      'types.ts': 'export type T = 1;\nexport const b = 2;',
    }),
  );
  expect(known.exports).toEqual(new Set(['a', 'b']));
  for (const source of ['hono', './gone']) {
    const unknown = await compile(runBuild, contentWith({ 'index.ts': `export * from '${source}';` }));
    expect(unknown.exports).toBeUndefined();
  }
});

test('a path that is put together at run time is a warning, and no file is looked for on the disk', async () => {
  const code = 'export const a = (x) => [import(`./lang/$' + '{x}.ts`), require("./" + x)];\nlet y = ;';
  const diagnostics = await checkCode(
    contentWith({ 'index.ts': 'import "./a";', 'a.ts': code.split('\n')[0]!, 'b.ts': code }),
  );
  expect(diagnostics.map(({ path, line, code }) => `${path}:${line} ${code}`)).toEqual([
    'a.ts:1 IMPORT_COMPUTED',
    'a.ts:1 IMPORT_COMPUTED',
    'b.ts:2 SYNTAX',
  ]);
});

test('a route that the entrypoint does not export is told', async () => {
  const files = { 'index.ts': "export * from './a';", 'a.ts': 'export const route = 1;' };
  expect(await checkCode(contentWith(files, { routeExport: 'route' }))).toEqual([]);
  expect(await checkCode(contentWith(files, { routeExport: 'other' }))).toEqual([
    expect.objectContaining({ path: 'index.ts', severity: 'warning', code: 'ROUTE_EXPORT_MISSING' }),
  ]);
});

test('findings come by path and place, whoever finds them', async () => {
  const diagnostics = await checkCode(
    contentWith(
      { 'b.ts': '\nlet x = ;', 'index.ts': "import './b';\neval(a);\nimport 'zod';" },
      { license: '' },
    ),
  );
  expect(diagnostics.map(({ path, line, code }) => `${path}:${line} ${code}`)).toEqual([
    'aerostack.json:5 LICENSE_MISSING',
    'b.ts:2 SYNTAX',
    'index.ts:2 DYNAMIC_CODE',
    'index.ts:3 DEPENDENCY_MISSING',
  ]);
});

test('nothing is read from the disk, whatever a file imports', async () => {
  const content = contentWith({
    'index.js': "import a from '/etc/hostname';\nimport b from 'file:///etc/hostname';\nexport { a, b };",
  });
  expect(await checkCode(content)).toEqual([]);
  expect(await compile(runBuild, content)).toEqual({ diagnostics: [], exports: new Set(['a', 'b']) });
});

test('a compiler that is ended by code harms no build beside it', async () => {
  const build = createRunBuild(2_000);
  const sound = () => compile(build, contentWith({ 'index.ts': 'export const a = 1;' }));
  const hostile = [`x=${'a=>'.repeat(7_000)}1`, `x=${'!'.repeat(900_000)}1`];
  const [first, ...answers] = await Promise.all([
    sound(),
    ...hostile.map((code) => compile(build, contentWith({ 'index.ts': code }))),
    sound(),
  ]);
  const last = answers.pop();
  for (const { diagnostics } of answers) expect(diagnostics.map(({ code }) => code)).toEqual(['TOO_DEEP']);
  for (const facts of [first, last, await sound()])
    expect(facts).toEqual({ diagnostics: [], exports: new Set(['a']) });
});
