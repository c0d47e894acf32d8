import { describe, expect, it } from 'vitest';
import { inspect } from '../inspect.ts';
import { contentWith, findingsOf } from './findings.testing.ts';

describe('npm packages', () => {
  it.each([
    ['a package', "import { z } from 'zod';", '1:19'],
    ['a path in one', "import 'zod/mini';", '1:8'],
    ['a scoped one', "import '@hono/zod-validator/deep/er';", '1:8'],
    ['types of one', "import type { Context } from 'zod';", '1:30'],
    ['types among names', "import { type A } from 'zod';", '1:24'],
    ['an import type', "let a: import('zod').A;", '1:15'],
    ['a dynamic import', "await import('zod');", '1:14'],
    ['require', "require('zod');", '1:9'],
    ['a re-export', "\nexport * from 'zod';", '2:15'],
    ['JSX by a comment', '/** @jsxImportSource zod */\nexport {};', '1:1'],
  ])('that are imported and not declared are found: %s', (_, code, place) => {
    expect(findingsOf({ 'index.ts': code })).toEqual([`index.ts:${place} DEPENDENCY_MISSING`]);
  });

  it('are named by their package, once for each file', () => {
    const code = "import '@hono/zod-validator/deep';\nimport '@hono/zod-validator';";
    const { diagnostics } = inspect(contentWith({ 'index.ts': code }));
    expect(diagnostics).toEqual([
      expect.objectContaining({
        severity: 'warning',
        line: 1,
        message: expect.stringContaining('"@hono/zod-validator"'),
      }),
    ]);
  });

  it.each([
    "import 'node:fs'; import 'fs'; import 'fs/promises'; import 'node:test';",
    "import 'bun:sqlite'; import { serve } from 'bun'; import 'cloudflare:workers';",
    "import 'https://esm.sh/zod'; import 'npm:zod@4'; import 'jsr:@std/path'; import 'data:text/javascript,1';",
    "import '/absolute'; new URL('file.txt', import.meta.url);",
    "declare module '*.css' { const css: string; export default css; }",
  ])('are not: %s', (code) => {
    expect(findingsOf({ 'index.ts': code })).toEqual([]);
  });

  it('may be declared with a range, and types by the package of types', () => {
    const code =
      "import 'zod'; import '@scope/x/y'; import type { A } from 'express'; import type { B } from '@a/b';";
    const npmDependencies = ['zod@^4', '@scope/x@>=1 <2', '@types/express', '@types/a__b', '@types/node'];
    expect(findingsOf({ 'index.ts': code }, { npmDependencies })).toEqual([]);
  });

  it('that nobody imports are found where they are declared', () => {
    const npmDependencies = ['zod', 'left-pad@^1'];
    expect(findingsOf({ 'index.ts': "import 'zod';" }, { npmDependencies })).toEqual([
      'aerostack.json:8:5 DEPENDENCY_UNUSED',
    ]);
  });

  it('that only a test imports are neither missing nor unused', () => {
    const files = { 'index.ts': '', 'index.test.ts': "import 'vitest'; import 'msw';" };
    const manifest = { npmDependencies: ['msw'], include: ['*.test.ts'] };
    expect(findingsOf(files, manifest)).toEqual([]);
  });

  it('are not called unused where a file cannot be parsed', () => {
    const files = { 'index.ts': '<<<<<<< HEAD' };
    expect(findingsOf(files, { npmDependencies: ['zod'], envVars: ['KEY'] })).toEqual([]);
  });

  it('that JSX is compiled to are used by it', () => {
    const files = { 'index.tsx': 'export const a = <p />;' };
    expect(findingsOf(files, { npmDependencies: ['react'] })).toEqual([]);
  });
});
