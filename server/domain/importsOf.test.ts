import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importsOf } from './importsOf.ts';

describe('importsOf', () => {
  it.each([
    ['side effect', "import './x';"],
    ['default', "import x from './x';"],
    ['named', "import { x } from './x';"],
    ['namespace', "import * as x from './x';"],
    ['type only', "import type { X } from './x';"],
    ['inline type', "import { type X } from './x';"],
    ['attributes', "import x from './x' with { type: 'json' };"],
    ['export from', "export { x } from './x';"],
    ['export all', "export * from './x';"],
    ['export namespace', "export * as x from './x';"],
    ['export type', "export type { X } from './x';"],
    ['export all types', "export type * from './x';"],
    ['dynamic', "const x = await import('./x');"],
    ['dynamic by template', 'const x = import(`./x`);'],
    ['dynamic with options', "import('./x', { with: { type: 'json' } });"],
    ['import type', "type X = import('./x').X;"],
    ['typeof import', "let x: typeof import('./x');"],
    ['import equals', "import x = require('./x');"],
    ['require', "const x = require('./x');"],
    ['optional require', "const x = require?.('./x');"],
    ['require.resolve', "require.resolve('./x');"],
    ['import.meta.resolve', "import.meta.resolve('./x');"],
    ['URL', "new Worker(new URL('./x', import.meta.url));"],
    ['augmentation', "declare module './x' { interface X {} }"],
    ['reference', '/// <reference path="./x" />'],
    ['reference without a dot', '/// <reference path="x" />'],
    ['in a decorated class', "@a class B { @c d = import('./x') }"],
    ['in a function that returns outside', "return require('./x');"],
    ['after an error that can be recovered from', "const a = 1; const a = 2; import './x';"],
  ])('finds the form: %s', (_, source) => {
    expect(importsOf('a.ts', source).specifiers).toEqual(['./x']);
  });

  it.each([
    ['JSX in .tsx', 'a.tsx', "const a = <div>{import('./x')}</div>;"],
    ['JSX in .js', 'a.js', "import './x'; const a = <div/>;"],
    ['a cast in .ts', 'a.ts', "import './x'; const a = <string>b; const c = <T>(d: T) => d;"],
    ['a cast in .mts', 'a.mts', "import './x'; const a = <string>b;"],
    ['CommonJS', 'a.cjs', "module.exports = require('./x'); with (a) {}"],
    ['declarations', 'a.d.ts', "import './x'; declare const a: string;"],
  ])('reads %s', (_, path, source) => {
    expect(importsOf(path, source).specifiers).toEqual(['./x']);
  });

  it('leaves out packages, absolute paths, strings and comments', () => {
    const source =
      "import 'hono'; import '/x'; import 'https://e/x'; import '.x'; // import './a'\nconst b = \"import './c'\";";
    expect(importsOf('a.ts', source)).toMatchObject({ specifiers: [], problems: [] });
  });

  it('names each import once, in the order of the file', () => {
    const source = "import './b'; import '../a'; export * from './b'; import('.');";
    expect(importsOf('a.ts', source).specifiers).toEqual(['./b', '../a', '.']);
  });

  it('tells where each import first stands', () => {
    const { places } = importsOf('a.ts', "import a from './a';\n  export * from './b';\nimport './a';");
    expect([...places]).toEqual([
      ['./a', { line: 1, column: 15 }],
      ['./b', { line: 2, column: 17 }],
    ]);
  });

  it('says that computed paths cannot be followed', () => {
    for (const source of ['import(`./lang/$' + '{a}`);', "require('./lang/' + a + '.json');"]) {
      expect(importsOf('a.ts', source)).toMatchObject({
        specifiers: [],
        problems: [expect.stringContaining('computed')],
      });
    }
    expect(importsOf('a.ts', 'import(a)').problems).toEqual([]);
  });

  it('has no imports for what is not code, or nested too deep to parse', () => {
    for (const source of ['<<<<<<< HEAD', `import './x'; ${'['.repeat(200_000)}`, '"use strict"; \u0000']) {
      expect(importsOf('a.ts', source)).toMatchObject({
        specifiers: [],
        problems: [expect.stringContaining('parsed')],
      });
    }
  });

  it('reads long chains without overflowing', () => {
    const source = `import './x'; export const a = ${'1 + '.repeat(500)}1;`;
    expect(importsOf('a.ts', source).specifiers).toEqual(['./x']);
  });

  it('ends on any text', () => {
    const words = [
      'import',
      'export',
      'from',
      './x',
      "'",
      '`',
      '${',
      '{',
      '}',
      '(',
      ')',
      '<',
      '>',
      '/',
      '*',
      '=>',
      ':',
      '\n',
      'type',
      '@',
      '#',
      '\\',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (parts) => {
        for (const specifier of importsOf('a.tsx', parts.join(' ')).specifiers)
          expect(specifier).toMatch(/^\.{1,2}(\/|$)/);
      }),
      { numRuns: 300 },
    );
  });
});
