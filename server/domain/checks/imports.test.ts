import { describe, expect, it } from 'vitest';
import { inspect } from '../inspect.ts';
import { contentWith, findingsOf } from './findings.testing.ts';

describe('relative imports', () => {
  it.each([
    ['static', "import { a } from './gone';", '1:19'],
    ['type-only', "import type { A } from './gone';", '1:24'],
    ['types among names', "import { type A } from './gone';", '1:24'],
    ['re-exported types', "export type { A } from './gone';", '1:24'],
    ['all types', "\n  export type * from './gone';", '2:22'],
    ['an import type', "let a: import('./gone').A;", '1:15'],
    ['dynamic', "const a = import('./gone.js');", '1:18'],
    ['required', "const a = require('./gone.json');", '1:19'],
    ['a URL', "new URL('./gone.wasm', import.meta.url);", '1:9'],
    ['a reference', '/// <reference path="gone.d.ts" />', '1:1'],
  ])('that lead nowhere are found: %s', (_, code, place) => {
    expect(findingsOf({ 'index.ts': code })).toEqual([`index.ts:${place} IMPORT_NOT_FOUND`]);
  });

  it('that lead out of the folder are errors, in any form and from any depth', () => {
    const files = {
      'index.ts': "import '../shared/x';\nimport './lib/a';",
      'lib/a.ts':
        "import type { B } from '../../b';\nimport '../index.ts';\nnew URL('..%2f..%2fx', import.meta.url);",
    };
    expect(findingsOf(files)).toEqual(['index.ts:1:8 IMPORT_OUTSIDE', 'lib/a.ts:1:24 IMPORT_OUTSIDE']);
    const { diagnostics } = inspect(contentWith(files));
    expect(new Set(diagnostics.map(({ severity }) => severity))).toEqual(new Set(['error']));
  });

  it('that lead to files in any of the ways that compilers know are none', () => {
    const code = [
      "import './a'; import './a.js'; import './a.ts'; import './folder'; import './data.json';",
      "import './logo.png?url'; import './with%20space.ts'; import './types';",
    ].join('\n');
    const files = {
      'a.ts': '',
      'folder/index.tsx': '',
      'data.json': '{}',
      'logo.png': '',
      'with space.ts': '',
    };
    expect(findingsOf({ 'index.ts': code, ...files, 'types.d.ts': '' })).toEqual([]);
  });

  it('of JSON find what is wrong with it', () => {
    const files = { 'index.ts': "import './a.json'; import './b.json';", 'a.json': '{}', 'c.json': '{' };
    expect(findingsOf({ ...files, 'b.json': '{\n  "a": 1,\n}' })).toEqual(['b.json:3:1 SYNTAX']);
    const deep = findingsOf({ ...files, 'b.json': '['.repeat(100_000) });
    expect(deep).toEqual(['b.json:0:0 SYNTAX']);
  });

  it('that only a project could resolve, or that are put together at run time, are told', () => {
    const code = "import '@/lib/a';\nimport '~/b';\nimport '#c';\nimport(`./lang/$" + '{x}`);';
    expect(findingsOf({ 'index.ts': code })).toEqual([
      'index.ts:1:8 IMPORT_NOT_FOUND',
      'index.ts:2:8 IMPORT_NOT_FOUND',
      'index.ts:3:8 IMPORT_NOT_FOUND',
      'index.ts:4:8 IMPORT_COMPUTED',
    ]);
  });
});
