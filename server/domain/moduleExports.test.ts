import { describe, expect, it } from 'vitest';
import { moduleExports } from './moduleExports.ts';

const exportsOf = (files: Record<string, string>, entrypoint = 'index.ts') =>
  moduleExports(new Map(Object.entries(files)), entrypoint);
const signatures = (source: string) => exportsOf({ 'index.ts': source }).map(({ signature }) => signature);

describe('moduleExports', () => {
  it('gives each declaration without its body', () => {
    const source = `
      export async function greet<T>(name: string, options = { loud: true }): Promise<T> { return name; }
      export const shout = (name: string): string => name.toUpperCase();
      export const LIMIT: number = 10;
      export class Greeter extends Base { hello() {} }
      export interface Options { loud: boolean }
      export type Name = string | number;
      export default function () {}
      const hidden = 1;`;
    expect(signatures(source)).toEqual([
      'async function greet<T>(name: string, options = { loud: true }): Promise<T>',
      'const shout = (name: string): string',
      'const LIMIT: number',
      'class Greeter extends Base',
      'interface Options',
      'type Name = string | number',
      'function ()',
    ]);
  });

  it('tells what each is, where it stands, and the first paragraph of its documentation', () => {
    const source =
      '/**\n * Greets a person\n * by name.\n *\n * More.\n */\nexport function greet() {}\n// not this\nexport const a = 1;\n';
    expect(exportsOf({ 'index.ts': source })).toEqual([
      {
        name: 'greet',
        kind: 'function',
        signature: 'function greet()',
        summary: 'Greets a person by name.',
        path: 'index.ts',
        line: 7,
      },
      { name: 'a', kind: 'value', signature: 'const a', summary: '', path: 'index.ts', line: 9 },
    ]);
  });

  it('follows what the entrypoint only passes on', () => {
    const files = {
      'index.ts':
        "import d from './d.ts';\nexport { one as first } from './a.js';\nexport * from './b';\nexport { d, z };\nexport { y } from 'pkg';\n",
      'a.ts': 'function one() {}\nexport { one };\n',
      'b/index.ts': "export type Two = 2;\nexport default 3;\nexport * from '../index.ts';\n",
      'd.ts': 'export default class D {}\n',
    };
    expect(exportsOf(files).map(({ name, kind, path }) => [name, kind, path])).toEqual([
      ['first', 'function', 'a.ts'],
      ['Two', 'type', 'b/index.ts'],
      ['d', 'class', 'd.ts'],
      ['z', 'value', 'index.ts'],
      ['y', 'value', 'index.ts'],
    ]);
  });

  it('finds nothing in what does not parse, is too long, or is not there', () => {
    expect(signatures('export const = ;;(')).toEqual([]);
    expect(signatures(`export const a = '${'x'.repeat(70_000)}';`)).toEqual([]);
    expect(exportsOf({}, 'index.ts')).toEqual([]);
  });

  it('takes no longer where many files pass on all others, many times', () => {
    const names = Array.from({ length: 12 }, (_, n) => (n === 0 ? 'index.ts' : `m${n}.ts`));
    const all = names.map((name) => `export * from './${name}';\nexport { x } from './${name}';\n`).join('');
    const files = Object.fromEntries(names.map((name) => [name, all.repeat(40)]));
    expect(exportsOf(files).length).toBeLessThanOrEqual(61);
  });

  it('ends where files pass on one another', () => {
    const files = {
      'index.ts': "export * from './a.ts';\nexport { x } from './a.ts';\n",
      'a.ts': "export * from './index.ts';\n",
    };
    expect(exportsOf(files).map(({ name }) => name)).toEqual(['x']);
  });
});
