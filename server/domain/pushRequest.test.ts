import { describe, expect, it } from 'vitest';
import { isRegistryError } from '../contract/errors.ts';
import { functionFolders } from './functionFolders.ts';
import { parsePush } from './pushRequest.ts';

const oid = 'a'.repeat(40);
const push = (...refs: string[]) => refs.map((ref) => ({ ref, new: oid }));

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return isRegistryError(error) ? error.code : String(error);
  }
}

describe('a push', () => {
  it('is of one branch; functions/<slug> names the branch of a function, every other name a draft', () => {
    for (const name of ['main', 'feature/x', 'published', 'drafts/fn_x', 'functions'])
      expect(parsePush(push(`refs/heads/${name}`), [])).toMatchObject({ commit: oid, slug: undefined });
    expect(parsePush(push('refs/heads/functions/resize'), [])).toMatchObject({ slug: 'resize' });
  });

  it('of anything else is refused', () => {
    expect(codeOf(() => parsePush([], []))).toBe('UNSUPPORTED_PUSH');
    expect(codeOf(() => parsePush(push('refs/heads/a', 'refs/heads/b'), []))).toBe('UNSUPPORTED_PUSH');
    expect(codeOf(() => parsePush([{ ref: 'refs/heads/a', new: null }], []))).toBe('UNSUPPORTED_PUSH');
    for (const ref of [
      'refs/tags/v1',
      'refs/notes/x',
      'refs/heads',
      'HEAD',
      'refs/for/main',
      'refs/heads/caf\ufffd',
    ])
      expect([ref, codeOf(() => parsePush(push(ref), []))]).toEqual([ref, 'UNSUPPORTED_PUSH']);
    for (const ref of ['functions/Big', 'functions/a/b', 'functions/', 'functions/a--b'])
      expect([ref, codeOf(() => parsePush(push(`refs/heads/${ref}`), []))]).toEqual([ref, 'INVALID_SLUG']);
    expect(codeOf(() => parsePush(push('refs/heads/functions/install'), []))).toBe('RESERVED_NAME');
  });

  it('takes the options that there are, and no other', () => {
    for (const root of ['.', './'])
      expect(parsePush(push('refs/heads/main'), [`path=${root}`])).toMatchObject({ folders: [''] });
    const options = ['publish', 'allow-secrets', 'path=./a/', 'path=b/c', 'path=a'];
    expect(parsePush(push('refs/heads/main'), options)).toMatchObject({
      ...{ publish: true, allowSecrets: true, folders: ['a', 'b/c'] },
    });
    for (const [option, code] of [
      ['publish=1', 'PUSH_OPTION'],
      ['path', 'PUSH_OPTION'],
      ['path=', 'PUSH_OPTION'],
      ['', 'PUSH_OPTION'],
      ['path=a\nb', 'INVALID_PATH'],
      ['path=/etc', 'INVALID_PATH'],
      ['path=a/../b', 'INVALID_PATH'],
      ['path=.git', 'INVALID_PATH'],
    ])
      expect([option, codeOf(() => parsePush(push('refs/heads/main'), [option!]))]).toEqual([option, code]);
    const many = Array.from({ length: 101 }, (_, at) => `path=f${at}`);
    expect(codeOf(() => parsePush(push('refs/heads/main'), many))).toBe('LIMIT_EXCEEDED');
  });
});

it('functions are the root, else the outermost folders that have an aerostack.json of their own', () => {
  expect(functionFolders(['aerostack.json', 'a/aerostack.json'])).toEqual(['']);
  expect(functionFolders(['index.ts', 'a/index.ts'])).toEqual([]);
  const paths = [
    'b/aerostack.json',
    'b/fixtures/x/aerostack.json',
    'a/deep/aerostack.json',
    'bc/aerostack.json',
  ];
  expect(functionFolders(paths)).toEqual(['a/deep', 'b', 'bc']);
  for (const path of [
    'node_modules/x/aerostack.json',
    'a/node_modules/x/aerostack.json',
    '.cache/aerostack.json',
  ])
    expect([path, functionFolders([path])]).toEqual([path, []]);
});
