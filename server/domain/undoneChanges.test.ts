import { expect, it } from 'vitest';
import type { VersionPaths } from './undoneChanges.ts';
import { undoneChanges } from './undoneChanges.ts';

const filesOf = (files: Record<string, string>) => new Map(Object.entries(files)) as never;
const version = (version: string, files: Record<string, string>): VersionPaths => ({
  version: version as never,
  paths: filesOf(files),
});
const line = [
  version('1.2.0', { 'aerostack.json': 'm3', a: 'a2', b: 'b3', added: 'x' }),
  version('1.1.0', { 'aerostack.json': 'm2', a: 'a2', b: 'b2' }),
  version('1.0.0', { 'aerostack.json': 'm1', a: 'a1', b: 'b1', gone: 'g' }),
];
const undone = (files: Record<string, string>) =>
  undoneChanges(filesOf(files), line).map(({ path, version }) => `${path} of ${version}`);

it.each([
  ['the newest version itself', { a: 'a2', b: 'b3', added: 'x' }, []],
  ['new contents', { a: 'a3', b: 'b4', added: 'y', more: 'z' }, []],
  ['a file as it was before the last change', { a: 'a2', b: 'b2', added: 'x' }, ['b of 1.2.0']],
  ['a file as it was at first', { a: 'a1', b: 'b3', added: 'x' }, ['a of 1.1.0']],
  [
    'the oldest version',
    { a: 'a1', b: 'b1', gone: 'g' },
    ['a of 1.1.0', 'added of 1.2.0', 'b of 1.1.0', 'gone of 1.1.0'],
  ],
  ['a file brought back with other contents', { a: 'a2', b: 'b3', added: 'x', gone: 'h' }, []],
  ['an older aerostack.json', { 'aerostack.json': 'm1', a: 'a2', b: 'b3', added: 'x' }, []],
])('%s', (_, files, expected) => expect(undone(files as never)).toEqual(expected));

it('says nothing where nothing is published', () =>
  expect(undoneChanges(filesOf({ a: 'a1' }), [])).toEqual([]));
