import { expect, test } from 'vitest';
import type { PortablePath } from '../contract/names.ts';
import { contentOfFiles } from '../domain/functionTree.ts';
import { createCheckCode } from './checkCode.ts';
import { createRunBuild } from './parserProcess.ts';

const checkCode = createCheckCode(createRunBuild());

function content(files: Record<string, string>) {
  const all = { 'aerostack.json': '{"name":"sample"}', ...files };
  return contentOfFiles(
    new Map(Object.entries(all).map(([path, text]) => [path as PortablePath, Buffer.from(text)])),
  );
}

test('a syntax error is found with its line and column, in files the entrypoint reaches and in others', async () => {
  const { diagnostics } = await checkCode(
    content({
      'index.ts': "import './lib/x.js';\n",
      'lib/x.ts': 'export const a = 1;\nexport const x = ;',
      'other.ts': 'let y = (',
    }),
  );
  expect(
    diagnostics.map(({ path, line, column, severity, code }) => ({ path, line, column, severity, code })),
  ).toEqual([
    { path: 'lib/x.ts', line: 2, column: 18, severity: 'error', code: 'SYNTAX' },
    { path: 'other.ts', line: 1, column: 10, severity: 'error', code: 'SYNTAX' },
  ]);
});

test('a relative import that leads nowhere warns, one that leads outside is an error', async () => {
  const { diagnostics } = await checkCode(
    content({ 'index.ts': "import './gone';\nimport '../shared/x';\nimport 'hono';" }),
  );
  expect(diagnostics.map(({ line, severity, code }) => ({ line, severity, code }))).toEqual([
    { line: 1, severity: 'warning', code: 'IMPORT_NOT_FOUND' },
    { line: 2, severity: 'error', code: 'IMPORT_OUTSIDE' },
  ]);
});

test('exports are followed through re-exports, and unknown where a package is passed on', async () => {
  const known = await checkCode(
    content({
      'index.ts': "export * from './types';\nexport const a = 1;",
      'types.ts': 'export type T = 1;\nexport const b = 2;',
    }),
  );
  expect(known.exports).toEqual(new Set(['a', 'b']));
  const unknown = await checkCode(content({ 'index.ts': "export * from 'hono';" }));
  expect(unknown.exports).toBeUndefined();
});

test('nothing is read from the disk, whatever a file imports', async () => {
  const { diagnostics, exports } = await checkCode(
    content({
      'index.js': "import a from '/etc/hostname';\nimport b from 'file:///etc/hostname';\nexport { a, b };",
    }),
  );
  expect(diagnostics).toEqual([]);
  expect(exports).toEqual(new Set(['a', 'b']));
});

test('code that no parser gets through is an error, and what is checked beside it is not harmed', async () => {
  const check = createCheckCode(createRunBuild(2_000));
  const sound = () => check(content({ 'index.ts': 'export const a = 1;' }));
  const hostile = ['['.repeat(900_000), `x=${'a=>'.repeat(7_000)}1`, `x=${'!'.repeat(900_000)}1`];
  const [first, ...answers] = await Promise.all([
    sound(),
    ...hostile.map((code) => check(content({ 'index.ts': code }))),
    sound(),
  ]);
  const last = answers.pop();
  for (const { diagnostics } of answers) expect(diagnostics.map(({ code }) => code)).toEqual(['TOO_DEEP']);
  for (const facts of [first, last, await sound()])
    expect(facts).toEqual({ diagnostics: [], exports: new Set(['a']) });
});
