import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortablePath, Slug } from '../../server/contract/names.ts';
import { exportedNames } from './exportedNames.ts';
import { type ServiceSchema, schemaLine, wireSchema } from './wireSchema.ts';

const files = (texts: Record<string, string>) => ({
  has: (path: string) => Object.hasOwn(texts, path),
  read: (path: string) => texts[path],
});
const exportsOf = (source: string) => exportedNames('schema.ts', files({ 'schema.ts': source }));
const service = (name: string, source: string): ServiceSchema => ({
  name: name as Slug,
  path: 'schema.ts' as PortablePath,
  exports: exportsOf(source),
});
const wire = (source: string, one: ServiceSchema, also: string[] = []) =>
  wireSchema(one, { source, exports: new Set([...exportsOf(source).keys(), ...also]) });

describe('exportedNames', () => {
  it('finds every form of a named export, and which are types', () => {
    const source = `
      export const users = 1, { a, b: c = 2, ...rest } = x, [d, , e] = y;
      export function f() {}
      export class Model {}
      export enum Kind { A }
      export type User = {};
      export interface Post {}
      const hidden = 1;
      export { hidden as shown, type Post as Article };
      export type { User as Person };
      export * as everything from './x';
      export default users;`;
    const names = exportsOf(source);
    const kinds = (kind: string) => [...names].filter(([, one]) => one === kind).map(([name]) => name);
    expect(kinds('value').sort()).toEqual(
      ['users', 'a', 'c', 'rest', 'd', 'e', 'f', 'Model', 'Kind', 'shown', 'everything'].sort(),
    );
    expect(kinds('type').sort()).toEqual(['Article', 'Person', 'Post', 'User']);
  });

  it('follows what is passed on, in circles too, and leaves out what is not there', () => {
    const texts = {
      'src/db/schema.ts':
        "export * from './users';\nexport * from '../../services/a/schema.js';\nexport * from 'pkg';",
      'src/db/users.ts': "export const users = 1;\nexport * from './schema';\nexport * from './missing';",
      'services/a/schema.ts': 'export const images = 1;',
    };
    expect([...exportedNames('src/db/schema.ts', files(texts)).keys()].sort()).toEqual(['images', 'users']);
  });
});

describe('wireSchema', () => {
  it.each(['\n', '\r\n'])('adds the re-export once, with line ends %j', (eol) => {
    const source = ["import { x } from './x';", 'export const orders = 1;', ''].join(eol);
    const wired = wire(source, service('shop', 'export const images = 1;'))?.text;
    expect(wired).toBe(`${source}export * from '../../services/shop/schema';${eol}`);
    expect(wire(wired!, service('shop', 'export const images = 1; export const more = 1;'))?.text).toBe(
      wired,
    );
  });

  it.each([
    ['', ''],
    ['\ufeff', '\ufeff'],
    ['export {};', 'export {};\n'],
    ['// end', '// end\n'],
    ['a;\r\nb;', 'a;\r\nb;\r\n'],
  ])('begins a line of its own behind %j', (source, before) => {
    const text = wire(source, service('shop', 'export const images = 1;'))?.text;
    expect(text?.startsWith(`${before}export * from`)).toBe(true);
  });

  it('names each export where one is taken, and renames that one', () => {
    const own = service(
      'user-auth',
      'export const users = 1, tokens = 1; export type User = {}; export type Role = {};',
    );
    const wired = wire('export const users = 1; export interface User {}\n', own);
    expect(wired?.text.split('\n')[1]).toBe(
      "export { users as userAuthUsers, tokens, type User as UserAuthUser, type Role } from '../../services/user-auth/schema';",
    );
    expect([...wired!.renamed]).toEqual([
      ['users', 'userAuthUsers'],
      ['User', 'UserAuthUser'],
    ]);
    const crowded = wire(
      'export const users = 1, userAuthUsers = 2;\n',
      service('user-auth', 'export const users = 1;'),
    );
    expect(crowded?.text).toContain('{ users as userAuthUsers2 }');
    expect(wire('', own, ['tokens'])?.text).toContain('tokens as userAuthTokens');
  });

  it.each(['/* open\n', '`open\n', '<<<<<<< HEAD\n', 'const = ;;; {{{\n'])('leaves %j alone', (source) => {
    expect(wire(source, service('shop', 'export const images = 1;'))).toBeUndefined();
  });

  it('tells the line for a project without a schema', () => {
    expect(schemaLine(service('shop', 'export const images = 1;')).line).toBe(
      "export * from '../../services/shop/schema';",
    );
  });

  it('exports no name twice, whatever functions come in whatever order', () => {
    const tables = fc.uniqueArray(fc.constantFrom('users', 'tokens', 'images', 'aUsers', 'bUsers'), {
      minLength: 1,
    });
    const services = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a-users'), tables), {
      selector: ([name]) => name,
      maxLength: 4,
    });
    fc.assert(
      fc.property(tables, services, fc.constantFrom('\n', '\r\n'), (own, added, eol) => {
        const texts: Record<string, string> = {
          'src/db/schema.ts': own.map((name) => `export const ${name} = 1;${eol}`).join(''),
        };
        const all: string[] = [...own];
        for (const [name, names] of added) {
          const source = names.map((table) => `export const ${table} = 1;`).join('\n');
          texts[`services/${name}/schema.ts`] = source;
          const before = texts['src/db/schema.ts']!;
          const exports = exportedNames('src/db/schema.ts', files(texts));
          const wired = wireSchema(service(name, source), { source: before, exports });
          expect(wired?.text.startsWith(before)).toBe(true);
          texts['src/db/schema.ts'] = wired!.text;
          all.push(...names.map((table) => wired!.renamed.get(table) ?? table));
        }
        expect(new Set(all).size).toBe(all.length);
        expect([...exportedNames('src/db/schema.ts', files(texts)).keys()].sort()).toEqual(all.sort());
        expect(texts['src/db/schema.ts']!.replaceAll(eol, '')).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 150 },
    );
  });
});
