import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRegistryError } from './errors.ts';
import type { PortablePath } from './names.ts';
import { assertNoCollisions, parsePortablePath } from './portablePath.ts';

const codeOf = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    return isRegistryError(error) ? error.code : error;
  }
  return undefined;
};

describe('accepted', () => {
  test.each([
    'index.ts',
    'src/index.ts',
    'a b/c+d.ts',
    '.env.example',
    '[id].ts',
    '(group)/page.tsx',
    '@scope/x.ts',
    'x.git',
    'a/.hidden',
  ])('%s', (path) => expect(parsePortablePath(path)).toBe(path));
});

describe('refused as INVALID_PATH', () => {
  test.each([
    ...['../x', '/x', '..\\x', 'C:x', 'C:\\x', '\\\\host\\x', 'a/../b', '..', '.', 'file:///x', '~/x'],
    ...['', 'a//b', './a', 'a/', 'a/.', 'a\0b', 'a\nb', 'a\rb', '//', 'a/./b'],
    ...[
      'con',
      'CON.txt',
      'a/aux.ts',
      'nul',
      'COM1',
      'lpt9.log',
      'a.',
      'a ',
      ' a',
      'dir./x',
      'a:b',
      'a*b',
      'a?b',
      'a<b',
      'a|b',
      'a"b',
    ],
    ...[
      '.git',
      '.GIT',
      '.git/config',
      'a/.Git/x',
      '.gitmodules',
      '.gitignore',
      '.gitattributes',
      'git~1',
      '.g\u200cit',
      '.git ',
      '.git::$INDEX_ALLOCATION',
    ],
    ...['ä.ts', 'a\u0301.ts', 'ﬁle.ts', '\u202e.ts', 'aerostack-manifest.json', 'x/AEROSTACK-MANIFEST.JSON'],
  ])('%j', (path) => expect(codeOf(() => parsePortablePath(path))).toBe('INVALID_PATH'));
});

test('too long and too deep are refused as LIMIT_EXCEEDED', () => {
  expect(codeOf(() => parsePortablePath('a'.repeat(156)))).toBe('LIMIT_EXCEEDED');
  expect(codeOf(() => parsePortablePath(Array(17).fill('a').join('/')))).toBe('LIMIT_EXCEEDED');
});

test('an accepted path stays inside its folder on every platform, and is its own normal form', () => {
  const segment = fc.string({ unit: fc.constantFrom(...'aB.. /\\:gitGIT~1-_con'.split('')), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
      const path = segments.join('/');
      if (codeOf(() => parsePortablePath(path)) !== undefined) return;
      expect(posix.normalize(path)).toBe(path);
      expect(win32.relative('C:\\f', win32.resolve('C:\\f', path)).replaceAll('\\', '/')).toBe(path);
    }),
    { numRuns: 2000 },
  );
});

describe('collisions', () => {
  test.each([[['a.ts', 'A.ts']], [['a', 'a/b.ts']], [['A/b.ts', 'a/c.ts']], [['x/Y', 'x/y/z']]])(
    '%j cannot stand side by side',
    (paths) => {
      expect(codeOf(() => assertNoCollisions(paths as PortablePath[]))).toBe('PATH_COLLISION');
      expect(codeOf(() => assertNoCollisions([...paths].reverse() as PortablePath[]))).toBe('PATH_COLLISION');
    },
  );
  test('different files do', () =>
    expect(codeOf(() => assertNoCollisions(['a/b', 'a/c', 'ab', 'a.b'] as PortablePath[]))).toBeUndefined());
});
