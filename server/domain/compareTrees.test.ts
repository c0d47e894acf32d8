import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Oid, PortablePath } from '../contract/names.ts';
import { compareTrees, countFiles } from './compareTrees.ts';

const tree = (files: Record<string, string>) => new Map(Object.entries(files)) as Map<PortablePath, Oid>;

test('files are added, removed, changed or renamed, and told in path order', () => {
  const changes = compareTrees(
    tree({ 'a.ts': '1', 'b.ts': '2', 'lib/old.ts': '3', 'same.ts': '4' }),
    tree({ 'b.ts': '5', 'lib/new.ts': '3', 'same.ts': '4', 'z.ts': '6' }),
  );
  expect(changes).toEqual([
    { kind: 'removed', path: 'a.ts', before: '1' },
    { kind: 'changed', path: 'b.ts', before: '2', after: '5' },
    { kind: 'renamed', path: 'lib/new.ts', from: 'lib/old.ts', before: '3', after: '3' },
    { kind: 'added', path: 'z.ts', after: '6' },
  ]);
  expect(countFiles(changes)).toEqual({ added: 1, removed: 1, changed: 1, renamed: 1 });
});

test('the changes lead from one tree to the other', () => {
  const files = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd/e', 'f'), fc.constantFrom('1', '2', '3'));
  fc.assert(
    fc.property(files, files, (before, after) => {
      const result = tree(before);
      for (const { kind, path, from } of compareTrees(tree(before), tree(after))) {
        if (kind === 'removed') result.delete(path);
        if (from) result.delete(from);
      }
      for (const { path, after: oid } of compareTrees(tree(before), tree(after)))
        if (oid) result.set(path, oid);
      expect(new Map([...result].sort())).toEqual(new Map([...tree(after)].sort()));
    }),
  );
});
