import { describe, expect, it } from 'vitest';
import { inspect } from '../inspect.ts';
import { contentWith, findingsOf } from './findings.testing.ts';

describe('code from text', () => {
  it.each([
    'eval(a);',
    '(0, eval)(a);',
    'globalThis.eval(a);',
    'new Function("a", "b");',
    'Function("return this")();',
    'setTimeout("a()", 1);',
    'setInterval(`a($' + '{b})`, 1);',
    'setTimeout("a(" + b + ")", 1);',
    'window.setTimeout("a()");',
  ])('is warned of: %s', (code) => {
    expect(findingsOf({ 'index.ts': code })).toEqual([expect.stringMatching(/^index\.ts:1:1 DYNAMIC_CODE$/)]);
  });

  it.each([
    'setTimeout(() => {}, 1);',
    'setTimeout(resolve, 1);',
    'db.eval("x"); scope.Function();',
    'let a: Function; a instanceof Function;',
    '// eval(a)',
  ])('is not seen in: %s', (code) => {
    expect(findingsOf({ 'index.ts': code })).toEqual([]);
  });
});

describe('files that nothing reaches', () => {
  it('are told of, but not those that an import, the schema or include brings along', () => {
    const files = {
      'index.ts': "import './a.js'; import type { B } from './types';",
      'a.ts': "new Worker(new URL('./worker.ts', import.meta.url));",
      'worker.ts': '',
      'types.ts': '',
      'schema.ts':
        "import { pgTable } from 'drizzle-orm/pg-core'; import './columns'; export const t = pgTable('t', {});",
      'columns.ts': '',
      'kept/b.ts': '',
      'env.d.ts': '',
      'index.test.ts': '',
      'old/index.ts': "import './rest';",
      'old/rest.ts': '',
      'notes.txt': '',
    };
    const manifest = { include: ['kept/*'], npmDependencies: ['drizzle-orm'] };
    expect(findingsOf(files, manifest)).toEqual([
      'index.test.ts:0:0 UNUSED_FILE',
      'old/index.ts:0:0 UNUSED_FILE',
      'old/rest.ts:0:0 UNUSED_FILE',
    ]);
  });

  it('are not looked for by globs that would take for ever', () => {
    const files = { 'index.ts': '', [`${'a'.repeat(120)}.ts`]: '' };
    expect(findingsOf(files, { include: [`${'*a'.repeat(20)}b`] })).toEqual(['aerostack.json:6:3 TOO_DEEP']);
  });

  it('are not known without an entrypoint', () => {
    expect(findingsOf({ 'a.ts': '', 'b.ts': '' })).toEqual(['aerostack.json:0:0 ENTRYPOINT_MISSING']);
  });
});

describe('fields of aerostack.json', () => {
  it('are found at their key', () => {
    const manifest = { license: 'MTI', entrypoint: 'gone.ts', drizzleSchema: 'gone.ts', licence: 'MIT' };
    expect(findingsOf({ 'index.ts': '' }, manifest)).toEqual([
      'aerostack.json:5:3 LICENSE_UNKNOWN',
      'aerostack.json:6:3 ENTRYPOINT_MISSING',
      'aerostack.json:7:3 SCHEMA_MISSING',
      'aerostack.json:8:3 UNKNOWN_KEY',
    ]);
  });

  it('that are empty are missing at their key, others in the whole file', () => {
    expect(findingsOf({ 'index.ts': '' }, { description: '', category: undefined })).toEqual([
      'aerostack.json:0:0 CATEGORY_MISSING',
      'aerostack.json:3:3 DESCRIPTION_MISSING',
    ]);
  });
});

it('says no more than a hundred times the same', () => {
  const { diagnostics } = inspect(contentWith({ 'index.ts': 'eval(a);\n'.repeat(500) }));
  expect(diagnostics).toHaveLength(100);
});
