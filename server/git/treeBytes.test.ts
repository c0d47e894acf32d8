import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Oid } from '../contract/names.ts';
import { treeObject } from '../domain/gitObjects.ts';
import { folderIn, treeWithFolder } from './treeBytes.ts';

const oid = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => Buffer.from(bytes).toString('hex') as Oid);
const name = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,4}[a-z0-9])?$/);
const catalogue = fc.dictionary(name, oid, { maxKeys: 30 });
const treeOf = (folders: Record<string, Oid>) =>
  treeObject(Object.entries(folders).map(([folder, id]) => ({ mode: '40000', name: folder, oid: id })));

describe('a tree spliced as bytes', () => {
  test('is the tree that encoding all entries gives', () => {
    fc.assert(
      fc.property(catalogue, name, oid, (folders, folder, id) => {
        const spliced = treeWithFolder(treeOf(folders).content, folder, id);
        expect(spliced.oid).toBe(treeOf({ ...folders, [folder]: id }).oid);
      }),
      { numRuns: 500 },
    );
  });

  test('is searched for exactly the folder named', () => {
    fc.assert(
      fc.property(catalogue, name, (folders, folder) => {
        expect(folderIn(treeOf(folders).content, folder)).toBe(folders[folder]);
      }),
      { numRuns: 500 },
    );
  });

  test('sorts a folder as if its name ended in a slash, after names that continue with a hyphen', () => {
    const id = '1'.repeat(40) as Oid;
    const tree = treeWithFolder(treeOf({ 'a-b': id, a0: id }).content, 'a', id);
    expect(tree.oid).toBe(treeOf({ a: id, 'a-b': id, a0: id }).oid);
    expect(folderIn(tree.content, 'a')).toBe(id);
  });
});
