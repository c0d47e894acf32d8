import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EditedFile, isSame, requestOf, savedOf, statesOf } from './files.ts';
import { mergeFiles } from './mergeFiles.ts';

const filesOf = (texts: Record<string, string>) =>
  new Map<string, EditedFile>(Object.entries(texts).map(([path, text]) => [path, { kind: 'text', text }]));
const textsOf = (files: ReadonlyMap<string, EditedFile>) =>
  Object.fromEntries(
    [...files].map(([path, file]) => [path, file.kind === 'text' ? file.text : file.base64]),
  );

describe('merging', () => {
  const base = filesOf({ a: '1', b: '1', c: '1', d: '1', e: '1' });

  it('takes from each side what only that side changed, added or deleted', () => {
    const mine = filesOf({ a: '1', b: '2', c: '1', d: '1', mine: 'x' });
    const theirs = filesOf({ a: '2', b: '1', d: '1', e: '1', theirs: 'y' });
    const merge = mergeFiles(base, mine, theirs);
    expect(textsOf(merge.files)).toEqual({ a: '2', b: '2', d: '1', mine: 'x', theirs: 'y' });
    expect([merge.theirs, merge.mine, merge.conflicts]).toEqual([
      ['a', 'c', 'theirs'],
      ['b', 'e', 'mine'],
      [],
    ]);
  });

  it('leaves to be decided what both changed, each in its own way, a deletion among them', () => {
    const mine = filesOf({ a: '2', b: '2', d: '1', e: '1', new: 'x' });
    const theirs = filesOf({ a: '3', c: '2', d: '1', e: '1', new: 'y' });
    const { conflicts, theirs: taken, mine: kept } = mergeFiles(base, mine, theirs);
    expect(conflicts.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'new']);
    expect(conflicts[1]).toMatchObject({ mine: { text: '2' }, theirs: undefined });
    expect(conflicts[2]).toMatchObject({ mine: undefined, theirs: { text: '2' } });
    expect([taken, kept]).toEqual([[], []]);
  });

  it('finds no conflict where both did the same', () => {
    const both = filesOf({ a: '2', c: '1', d: '1', e: '1' });
    expect(mergeFiles(base, both, both)).toMatchObject({ theirs: [], mine: [], conflicts: [] });
  });

  it('loses nothing that one side did, whatever both did', () => {
    const some = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3'), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(some, some, some, (before, mine, theirs) => {
        const [one, other] = [filesOf(mine), filesOf(theirs)];
        const merge = mergeFiles(filesOf(before), one, other);
        const open = new Set(merge.conflicts.map(({ path }) => path));
        for (const path of ['a', 'b', 'c']) {
          if (open.has(path)) continue;
          const result = merge.files.get(path);
          const was = filesOf(before).get(path);
          if (!isSame(one.get(path), was)) expect(result).toEqual(one.get(path));
          else expect(result).toEqual(other.get(path));
        }
      }),
    );
  });
});

describe('a save', () => {
  const { files } = savedOf({
    commit: 'c',
    files: { 'a.ts': '1', 'b.ts': '1' },
    assets: { 'i.png': 'AAAA', 'j.png': 'AAAA' },
  });

  it('sends what differs alone, and what is gone as nothing', () => {
    const now = new Map(files)
      .set('a.ts', { kind: 'text', text: '2' })
      .set('j.png', { kind: 'image', base64: 'BBBB' })
      .set('new.md', { kind: 'text', text: '' });
    now.delete('b.ts');
    expect(requestOf(files, now)).toEqual({
      files: { 'a.ts': '2', 'b.ts': null, 'new.md': '' },
      assets: { 'j.png': 'BBBB' },
    });
    expect(Object.fromEntries(statesOf(files, now))).toEqual({
      'a.ts': 'changed',
      'b.ts': 'removed',
      'i.png': 'same',
      'j.png': 'changed',
      'new.md': 'added',
    });
  });

  it('sends an image in the place of a text, and a text in that of an image', () => {
    const now = new Map(files)
      .set('a.ts', { kind: 'image', base64: 'BBBB' })
      .set('i.png', { kind: 'text', text: 'no image' });
    expect(requestOf(files, now)).toEqual({ files: { 'i.png': 'no image' }, assets: { 'a.ts': 'BBBB' } });
  });
});
