import { describe, expect, test } from 'vitest';
import { isRegistryError } from '../contract/errors.ts';
import type { PortablePath, Version } from '../contract/names.ts';
import { type DraftRequest, draftRequest, type EditRequest } from '../contract/requests.ts';
import { contentAfterEdit, contentOfRequest, withVersion } from './functionTree.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const push = (request: DraftRequest) => contentOfRequest(request, DEFAULT_LIMITS);
const text = (content: ReturnType<typeof push>, path: string) =>
  Buffer.from(content.files.get(path as PortablePath) ?? '').toString();
const manifest = (content: ReturnType<typeof push>) => JSON.parse(text(content, 'aerostack.json'));
const codeOf = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    return isRegistryError(error) ? error.code : error;
  }
  return undefined;
};

test('code and name alone make a function, with an aerostack.json of its own', () => {
  const content = push({ name: 'Image Resizer', code: 'export {};\n' });
  expect(content.slug).toBe('image-resizer');
  expect([...content.files.keys()].sort()).toEqual(['aerostack.json', 'index.ts']);
  expect(manifest(content)).toEqual({ name: 'Image Resizer' });
});

test('fields of the request go before config_schema, and that before a sent aerostack.json', () => {
  const content = push({
    name: 'Top',
    config_schema: { name: 'Config', category: 'media', custom: 1 },
    files: { 'aerostack.json': '{"name":"File","category":"auth","description":"kept"}', 'index.ts': '' },
  });
  expect(manifest(content)).toEqual({ name: 'Top', category: 'media', description: 'kept', custom: 1 });
});

test('a sent aerostack.json that says the same stays byte for byte the same', () => {
  const sent = '{\n\t"name": "File",   "tags": ["a"]\n}';
  expect(
    text(
      push({ name: 'File', tags: ['a'], files: { 'aerostack.json': sent, 'index.ts': '' } }),
      'aerostack.json',
    ),
  ).toBe(sent);
});

test('every field empty, as the Go client sends them, is the same as none', () => {
  const empty = draftRequest.parse({
    ...{
      name: 'x',
      slug: '',
      description: '',
      readme: '',
      category: '',
      tags: null,
      language: '',
      runtime: '',
      license: null,
    },
    ...{
      code: 'export {};',
      files: null,
      assets: null,
      config_schema: null,
      version: '',
      npmDependencies: [],
      somethingNew: 1,
    },
  });
  expect([...push(empty).files]).toEqual([...push({ name: 'x', code: 'export {};' }).files]);
});

test('code goes to the entrypoint, readme to README.md', () => {
  const content = push({ name: 'x', code: 'c', readme: '# r', entrypoint: 'lib/main.ts' });
  expect(text(content, 'lib/main.ts')).toBe('c');
  expect(text(content, 'README.md')).toBe('# r');
});

describe('refused', () => {
  test.each<[string, string, DraftRequest]>([
    ['a path outside', 'INVALID_PATH', { name: 'x', files: { '../x': '' } }],
    ['twins', 'PATH_COLLISION', { name: 'x', files: { 'a.ts': '', 'A.ts': '' } }],
    [
      'too many files',
      'LIMIT_EXCEEDED',
      { name: 'x', files: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${i}.ts`, ''])) },
    ],
    ['a large file', 'LIMIT_EXCEEDED', { name: 'x', code: 'x'.repeat(1024 ** 2 + 1) }],
    ['a lone surrogate', 'INVALID_FILE', { name: 'x', code: '\ud800' }],
    ['a NUL', 'INVALID_FILE', { name: 'x', code: 'a\0' }],
    [
      'a path that is sent twice, as text and as an image',
      'PATH_COLLISION',
      { name: 'x', code: '', files: { 'a.png': 'text' }, assets: { 'a.png': 'iVBORw0KGgo=' } },
    ],
    ['an asset that is no image', 'INVALID_FILE', { name: 'x', code: '', assets: { 'a.png': 'AAAA' } }],
    [
      'an asset of another type',
      'INVALID_FILE',
      { name: 'x', code: '', assets: { 'a.svg': 'iVBORw0KGgo=' } },
    ],
    ['no files', 'INVALID_FILE', { name: 'x' }],
    ['no name', 'INVALID_MANIFEST', { code: 'x' }],
    ['an unknown category', 'INVALID_MANIFEST', { name: 'x', code: '', category: 'nonsense' }],
    [
      'a flag as dependency',
      'INVALID_MANIFEST',
      { name: 'x', code: '', npmDependencies: ['--ignore-scripts'] },
    ],
    [
      'a URL as dependency',
      'INVALID_MANIFEST',
      { name: 'x', code: '', npmDependencies: ['https://x/y.tgz'] },
    ],
    ['a path as dependency', 'INVALID_MANIFEST', { name: 'x', code: '', npmDependencies: ['file:../x'] }],
    [
      'shell syntax in a dependency',
      'INVALID_MANIFEST',
      { name: 'x', code: '', npmDependencies: ['a;rm -rf .'] },
    ],
    ['an export that is no identifier', 'INVALID_MANIFEST', { name: 'x', code: '', routeExport: 'a; b' }],
    ['a route that leaves its string', 'INVALID_MANIFEST', { name: 'x', code: '', routePath: "/a', evil)" }],
    ['a reserved slug', 'RESERVED_NAME', { name: 'Install', code: '' }],
    ['a name of no letters', 'INVALID_MANIFEST', { name: '日本', code: '' }],
    [
      'a broken aerostack.json',
      'INVALID_JSON',
      { name: 'x', files: { 'aerostack.json': '{', 'index.ts': '' } },
    ],
    [
      'a prototype',
      'FORBIDDEN_KEY',
      { name: 'x', files: { 'aerostack.json': '{"__proto__":{"a":1}}', 'index.ts': '' } },
    ],
  ])('%s', (_, code, request) => expect(codeOf(() => push(request))).toBe(code));
});

test('an edit keeps what it leaves out and removes files set to null', () => {
  const before = push({ name: 'x', description: 'old', files: { 'index.ts': 'a', 'b.ts': 'b' } });
  const edit: EditRequest = { description: 'new', files: { 'b.ts': null, 'c.ts': 'c' } };
  const after = contentAfterEdit(before.files, edit, DEFAULT_LIMITS);
  expect([...after.files.keys()].sort()).toEqual(['aerostack.json', 'c.ts', 'index.ts']);
  expect(after.manifest).toEqual({ name: 'x', description: 'new' });
});

test('setting a version changes that line of aerostack.json and nothing else', () => {
  const sent = '{\n  "version": "1.0.0",\n  "name": "x", "other": [1,  2]\n}\n';
  const content = withVersion(
    push({ files: { 'aerostack.json': sent, 'index.ts': '' } }),
    '1.0.1' as Version,
  );
  expect(text(content, 'aerostack.json')).toBe(sent.replace('1.0.0', '1.0.1'));
});
