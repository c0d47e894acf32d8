import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Username } from '../contract/names.ts';
import { SORTS } from '../contract/vocabulary.ts';
import { filledIndex, specOf } from './filledIndex.testing.ts';
import { indexedVersion, oidOf } from './indexedVersion.testing.ts';
import type { IndexedVersion } from './indexRows.ts';
import { searchable } from './searchText.ts';

const alice = 'alice' as Username;
const version = (slug: string, fields: Parameters<typeof indexedVersion>[1] = {}) =>
  indexedVersion(`alice/${slug}@1.0.0`, { description: '', ...fields });

describe('a search', () => {
  it('finds words in name, slug, tags, description and README, in any case, each somewhere', async () => {
    const { specs } = await filledIndex([
      version('one', { name: 'Bildgröße ÄNDERN' }),
      version('two', { description: 'Ändert die Größe', tags: ['Pictures', 'C++'] }),
      version('three-four', { readme: '# Three\n\nSee [the `guide`](https://example.org/guide_book).\n' }),
    ]);
    expect(await specs({ search: 'ändER' })).toEqual(['alice/one', 'alice/two']);
    expect(await specs({ search: 'bildgröße' })).toEqual(['alice/one']);
    expect(await specs({ search: 'pictures die' })).toEqual(['alice/two']);
    expect(await specs({ search: 'pictures, größe' })).toEqual(['alice/two']);
    expect(await specs({ search: 'pictures bildgröße' })).toEqual([]);
    expect(await specs({ search: 'GUIDE four' })).toEqual(['alice/three-four']);
    expect(await specs({ search: 'Three-Four' })).toEqual(['alice/three-four']);
    expect(await specs({ search: 'four-three' })).toEqual([]);
    expect(await specs({ search: 'book' })).toEqual(['alice/three-four']);
  });

  it('takes the last word for the beginning of one, and the others whole', async () => {
    const { specs } = await filledIndex([version('resize'), version('image', { readme: 'How to resize' })]);
    for (const search of ['r', 're', 'res', 'resiz', 'resize', 'resize ', 'RES', 'ho re', 'how  t'])
      expect([search, await specs({ search, sort: 'name' })]).toEqual([
        search,
        search.startsWith('h')
          ? search === 'ho re'
            ? []
            : ['alice/image']
          : ['alice/image', 'alice/resize'],
      ]);
    expect(await specs({ search: 'res how' })).toEqual([]);
    expect(await specs({ search: 'esize' })).toEqual([]);
    expect(await specs({ search: 'how how' })).toEqual(['alice/image']);
    expect(await specs({ search: 'ho how ho' })).toEqual([]);
  });

  it('knows no difference between spellings with and without accents, or in another Unicode form', async () => {
    const { specs } = await filledIndex([
      version('menu', { name: 'Café ﬁnder', description: 'Ｗｉｄｅ Ｅ́' }),
    ]);
    for (const search of ['cafe', 'CAFÉ', 'cafe\u0301', 'finder', 'wide', 'ｗide é'])
      expect([search, await specs({ search })]).toEqual([search, ['alice/menu']]);
  });

  it('finds names in scripts that have no case', async () => {
    const { specs } = await filledIndex([
      version('a', { name: '画像 リサイズ' }),
      version('b', { name: 'изображение' }),
      version('c', { name: 'सर्वर' }),
    ]);
    expect(await specs({ search: '画像' })).toEqual(['alice/a']);
    expect(await specs({ search: 'リサ' })).toEqual(['alice/a']);
    expect(await specs({ search: 'ИЗОБР' })).toEqual(['alice/b']);
    expect(await specs({ search: 'सर्वर' })).toEqual(['alice/c']);
  });

  it('lists everything where it is blank, and nothing where it has no letter or digit', async () => {
    const { specs } = await filledIndex([version('a', { description: '% * " 🚀 - ^' }), version('b')]);
    for (const search of ['', ' ', '\t\n ', '\u00a0']) expect(await specs({ search })).toHaveLength(2);
    for (const search of ['%', '*', '"', '""', '🚀', '-', '^', ':', '()', '\0', '\ud800', '\u200b', '* "'])
      expect([search, await specs({ search })]).toEqual([search, []]);
  });

  it.each([
    ['a AND b', ['and']],
    ['a OR c', ['or']],
    ['a NOT b', ['not']],
    ['NEAR(a b)', []],
    ['a NEAR b', ['near']],
    ['a NEAR/2 b', []],
    ['"a b', ['and', 'near', 'not', 'or']],
    ['a" "b', ['and', 'near', 'not', 'or']],
    ['a* b', ['and', 'near', 'not', 'or']],
    ['^a', ['and', 'near', 'not', 'or']],
    ['-a b', ['and', 'near', 'not', 'or']],
    ['name:a', []],
    ['name : a', []],
    ['{name slug}: a', []],
    ['(a', ['and', 'near', 'not', 'or']],
    ['a + b', ['and', 'near', 'not', 'or']],
    ["a' b --", ['and', 'near', 'not', 'or']],
    ['a; drop table functions', []],
    ['a % b', ['and', 'near', 'not', 'or']],
  ])('takes %j for words', async (search, found) => {
    const { specs } = await filledIndex(
      ['and', 'or', 'not', 'near'].map((slug) => version(slug, { description: 'a b c' })),
    );
    expect(await specs({ search, sort: 'name' })).toEqual(found.map((slug) => `alice/${slug}`));
  });

  it('answers any text', async () => {
    const { index } = await filledIndex([version('a', { readme: 'a'.repeat(65_536) })]);
    const sign = fc.constantFrom(
      '"',
      '*',
      '^',
      '-',
      ':',
      '(',
      ')',
      '{',
      '}',
      '+',
      '\0',
      ' ',
      ',',
      'NEAR',
      ' OR ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.oneof(sign, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 60 })
        .map((all) => all.join('')),
      fc.constantFrom(
        '\ufdfa'.repeat(200),
        '"'.repeat(200),
        'a'.repeat(200),
        '\u0301'.repeat(200),
        'a b '.repeat(50),
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...SORTS), async (search, sort) => {
        const { total, functions } = await index.list({ search, sort, limit: 5 });
        expect(functions).toHaveLength(total);
      }),
      { numRuns: 400 },
    );
  });

  it('finds every function by the beginning of any of its words', async () => {
    const { fill, specs } = await filledIndex();
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(text, text, fc.nat(100), async (before, readme, at) => {
        await fill([version('a', { readme: `${before} ${readme}` })]);
        const words = searchable(readme).split(' ');
        const word = [...words[at % words.length]!];
        for (let end = 1; end <= word.length; end += 1) {
          const search = word.slice(0, end).join('');
          expect([search, await specs({ search })]).toEqual([search, ['alice/a']]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('forgets what only versions said that are no longer shown', async () => {
    const { specs, index } = await filledIndex([
      version('a', { name: 'Old', tags: ['former'], description: 'earlier', readme: 'previous' }),
    ]);
    await index.addVersion(
      alice,
      oidOf('t'),
      oidOf('u'),
      indexedVersion('alice/a@0.9.0', { readme: 'backport' }),
    );
    for (const search of ['old', 'former', 'earlier', 'previous'])
      expect(await specs({ search })).toEqual(['alice/a']);
    expect(await specs({ search: 'backport' })).toEqual([]);
    await index.addVersion(
      alice,
      oidOf('u'),
      oidOf('v'),
      indexedVersion('alice/a@1.1.0', { readme: 'current' }),
    );
    for (const search of ['old', 'former', 'earlier', 'previous'])
      expect(await specs({ search })).toEqual([]);
    expect(await specs({ search: 'current' })).toEqual(['alice/a']);
    await index.replaceAccount(alice, null, []);
    expect(await specs({ search: 'current' })).toEqual([]);
    expect(await index.dump()).toBe('');
  });
});

describe('the order by relevance', () => {
  const relevant = async (versions: IndexedVersion[], search: string) =>
    (await filledIndex(versions)).specs({ search, sort: 'relevance' });

  it('puts the very slug first, then the very name, then what begins so, then the words anywhere', async () => {
    const found = await relevant(
      [
        version('a', { description: 'for image resize image resize', publishedAt: 9 }),
        version('my-image-resize', { publishedAt: 8 }),
        version('image-resize-fast', { name: 'Fast', publishedAt: 7 }),
        version('b', { name: 'Image Resize Pro', publishedAt: 6 }),
        indexedVersion('bob/image-resize@1.0.0', {
          name: 'Other',
          publishedAt: 1,
          readme: 'word '.repeat(900),
        }),
        version('c', { name: 'Ïmage  Resize', publishedAt: 2 }),
        version('d', { name: 'Image Resize', publishedAt: 3 }),
      ],
      'Image  Resize',
    );
    expect(found.slice(0, 3)).toEqual(['bob/image-resize', 'alice/d', 'alice/c']);
    expect(new Set(found.slice(3, 5))).toEqual(new Set(['alice/image-resize-fast', 'alice/b']));
    expect(found.slice(5)).toEqual(['alice/my-image-resize', 'alice/a']);
  });

  it.each([1, 40])(
    'weighs name, slug, tags, description and README in that order, among %i others',
    async (others) => {
      const filler = Array.from({ length: others }, (_, at) =>
        version(`other-${at}`, { description: 'Something else' }),
      );
      const found = await relevant(
        [
          version('e', { name: 'E', readme: `About a zebra. ${'Zebra, zebra. '.repeat(10)}` }),
          version('d', { name: 'D', description: 'About a zebra' }),
          version('c', { name: 'C', tags: ['zebra'] }),
          version('my-zebra', { name: 'B' }),
          version('a', { name: 'A zebra' }),
          ...filler,
        ],
        'zebra',
      );
      expect(found).toEqual(['alice/a', 'alice/my-zebra', 'alice/c', 'alice/d', 'alice/e']);
    },
  );

  it('lets a rare word count more than one that all have', async () => {
    const common = Array.from({ length: 20 }, (_, at) => version(`f-${at}`, { tags: ['image', 'image'] }));
    const found = await relevant(
      [
        ...common,
        version('x', { description: 'zebra and image' }),
        version('y', { name: 'Image', description: 'A zebra' }),
      ],
      'image zebra',
    );
    expect(found).toEqual(['alice/y', 'alice/x']);
  });

  it('puts the newest first among equals, then goes by account and slug', async () => {
    const equals = ['bob/a', 'alice/c', 'alice/b', 'carol/d'].map((spec, at) =>
      indexedVersion(`${spec}@1.0.0`, { name: 'X', description: 'A zebra', publishedAt: at === 3 ? 9 : 1 }),
    );
    expect(await relevant(equals, 'zebra')).toEqual(['carol/d', 'alice/b', 'alice/c', 'bob/a']);
  });

  it('goes on in place where publishing meanwhile shifts every score', async () => {
    const zebras = Array.from({ length: 12 }, (_, at) =>
      version(`f-${at}`, { name: `F${at}`, description: `zebra ${'and more '.repeat(at)}` }),
    );
    const { index, specs } = await filledIndex(zebras);
    const asked = { search: 'zebra', sort: 'relevance' } as const;
    const before = await specs(asked);
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let round = 0; ; round += 1) {
      const page = await index.list({ ...asked, limit: 3, cursor });
      seen.push(...page.functions.map(specOf));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
      const meanwhile = ['a', 'b', 'c'].map((slug) =>
        indexedVersion(`new${round}/${slug}@1.0.0`, {
          description: slug === 'a' ? 'zebra '.repeat(9) : 'else',
        }),
      );
      await index.replaceAccount(`new${round}` as Username, oidOf('n'), meanwhile);
    }
    expect(seen.filter((spec) => spec.startsWith('alice/'))).toEqual(before);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('goes on where the function that a cursor names is gone', async () => {
    const { index } = await filledIndex(
      ['a', 'b', 'c', 'd'].map((slug) => version(slug, { description: 'zebra' })),
    );
    const asked = { search: 'zebra', sort: 'relevance', limit: 2 } as const;
    const first = await index.list(asked);
    expect(first.functions.map(specOf)).toEqual(['alice/a', 'alice/b']);
    await index.replaceAccount(
      alice,
      oidOf('u'),
      ['a', 'c', 'd', 'e'].map((slug) => version(slug, { description: 'zebra' })),
    );
    const second = await index.list({ ...asked, cursor: first.nextCursor ?? '' });
    expect(second.functions.map(specOf)).toEqual(['alice/c', 'alice/d']);
    expect(second.total).toBe(4);
  });
});
