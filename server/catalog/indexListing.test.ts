import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Slug, Username } from '../contract/names.ts';
import { listQuery } from '../contract/requests.ts';
import { SORTS } from '../contract/vocabulary.ts';
import { filledIndex, specOf } from './filledIndex.testing.ts';
import { indexedVersion, oidOf } from './indexedVersion.testing.ts';
import type { ListedFunction } from './indexListing.ts';

describe('a listing', () => {
  it('tells all of a function as of its shown version', async () => {
    const fields = {
      name: 'Resize Image',
      description: 'Makes images smaller',
      category: 'media',
      tags: ['Images', 'C++'],
      language: 'typescript',
      runtime: 'node',
      license: 'MIT',
    };
    const { index, accounts } = await filledIndex([
      indexedVersion('alice/resize@1.0.0', { name: 'Old', publishedAt: 5 }),
      indexedVersion('alice/resize@2.0.0', { ...fields, publishedAt: 9 }),
    ]);
    await accounts.createAccount({
      id: 'acc_1',
      username: 'bob' as Username,
      email: 'b@example.org',
      passwordHash: '',
      createdAt: 1,
    });
    await accounts.setStar('acc_1', 'alice' as Username, 'resize' as Slug, true);
    await accounts.addInstalls([{ author: 'alice' as Username, slug: 'resize' as Slug, count: 7 }]);
    const { functionId } = indexedVersion('alice/resize@2.0.0');
    expect(await index.list({ sort: 'recent', limit: 10 })).toEqual({
      functions: [
        {
          ...{ account: 'alice', slug: 'resize', version: '2.0.0', functionId, ...fields },
          ...{ publishedAt: 9, firstPublishedAt: 5, stars: 1, installs: 7 },
        },
      ],
      nextCursor: null,
      total: 1,
    });
  });

  it('leaves empty what a manifest leaves out, and takes the slug for a name', async () => {
    const bare = { ...indexedVersion('alice/resize@1.0.0'), manifest: {} };
    const { index } = await filledIndex([bare]);
    const { functions } = await index.list({ sort: 'recent', limit: 1 });
    expect(functions[0]).toMatchObject({
      name: 'resize',
      description: '',
      category: '',
      tags: [],
      license: '',
    });
  });

  it('filters by category, tag, language and author, in any case', async () => {
    const { specs } = await filledIndex([
      indexedVersion('alice/a@1.0.0', { category: 'media', tags: ['Images', 'images'] }),
      indexedVersion('alice/b@1.0.0', { category: 'auth', tags: ['login'], language: 'typescript' }),
      indexedVersion('bob/a@1.0.0', { category: 'media', language: 'javascript' }),
    ]);
    expect(await specs({ language: 'TypeScript' })).toEqual(['alice/b']);
    expect(await specs({ language: 'javascript', author: 'alice' })).toEqual([]);
    expect(await specs({ category: 'MEDIA' })).toEqual(['alice/a', 'bob/a']);
    expect(await specs({ tag: 'iMAGES' })).toEqual(['alice/a']);
    expect(await specs({ tag: 'image' })).toEqual([]);
    expect(await specs({ author: 'Alice' })).toEqual(['alice/a', 'alice/b']);
    expect(await specs({ author: 'alice', category: 'media', search: 'about' })).toEqual(['alice/a']);
    expect(await specs({ author: '' })).toEqual([]);
  });

  it('forgets the tags of versions that are no longer shown', async () => {
    const { specs, index } = await filledIndex([indexedVersion('alice/a@1.0.0', { tags: ['old'] })]);
    await index.addVersion(
      'alice' as Username,
      oidOf('t'),
      oidOf('u'),
      indexedVersion('alice/a@1.1.0', { tags: ['new'] }),
    );
    expect(await specs({ tag: 'old' })).toEqual([]);
    expect(await specs({ tag: 'new' })).toEqual(['alice/a']);
  });

  it('sorts by date, name, installs and stars, ties by account and slug', async () => {
    const { specs, accounts } = await filledIndex([
      indexedVersion('alice/x@1.0.0', { name: 'beta', publishedAt: 1 }),
      indexedVersion('alice/a@1.0.0', { name: 'Gamma', publishedAt: 2 }),
      indexedVersion('bob/a@1.0.0', { name: 'Alpha', publishedAt: 2 }),
    ]);
    const bob = 'bob' as Username;
    await accounts.createAccount({
      id: 'acc_1',
      username: bob,
      email: 'b@example.org',
      passwordHash: '',
      createdAt: 1,
    });
    await accounts.setStar('acc_1', 'alice' as Username, 'x' as Slug, true);
    await accounts.addInstalls([
      { author: bob, slug: 'a' as Slug, count: 10 },
      { author: 'alice' as Username, slug: 'x' as Slug, count: 9 },
    ]);
    expect(await specs({ sort: 'recent' })).toEqual(['alice/a', 'bob/a', 'alice/x']);
    expect(await specs({ sort: 'name' })).toEqual(['bob/a', 'alice/x', 'alice/a']);
    expect(await specs({ starredBy: 'acc_1' })).toEqual(['alice/x']);
    expect(await specs({ starredBy: 'acc_2' })).toEqual([]);
    expect(await specs({ sort: 'stars' })).toEqual(['alice/x', 'alice/a', 'bob/a']);
    expect(await specs({ sort: 'installs' })).toEqual(['bob/a', 'alice/x', 'alice/a']);
  });
});

describe('paging', () => {
  const fields = fc.record({
    spec: fc
      .tuple(fc.constantFrom('alice', 'bob', 'carol'), fc.stringMatching(/^[ab]{1,3}$/))
      .map(([account, slug]) => `${account}/${slug}@1.0.0`),
    name: fc.oneof(
      fc.constantFrom('Ab', 'aB', 'b a', '"\\"', 'ﬁ', '😀'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }).filter((name) => name.length <= 100),
    ),
    publishedAt: fc.nat(3),
    tags: fc.subarray(['a', 'b']),
  });
  const functions = fc.uniqueArray(fields, { selector: (each) => each.spec, maxLength: 12 });
  const query = fc.record({
    search: fc.constantFrom(undefined, undefined, 'a', 'b a', 'ab'),
    tag: fc.constantFrom(undefined, undefined, 'a'),
    author: fc.constantFrom(undefined, undefined, 'bob'),
    sort: fc.constantFrom(...SORTS),
  });

  it('gives the whole listing, each function once, in the same order, with cursors that the contract admits', async () => {
    const { index, fill, accounts } = await filledIndex();
    const slugs = ['a', 'b', 'ab', 'ba', 'aaa'] as Slug[];
    await accounts.addInstalls(
      slugs.map((slug, at) => ({ author: 'bob' as Username, slug, count: (at % 3) + 1 })),
    );
    await fc.assert(
      fc.asyncProperty(functions, query, fc.integer({ min: 1, max: 4 }), async (all, asked, limit) => {
        const valid = all.filter(({ name }) => !/[\u0000-\u001f\u007f]/.test(name));
        await fill(valid.map(({ spec: name, ...rest }) => indexedVersion(name, rest)));
        const whole = await index.list({ ...asked, limit: 100 });
        expect(whole.nextCursor).toBeNull();
        expect(whole.total).toBe(whole.functions.length);
        const paged: ListedFunction[] = [];
        let cursor: string | undefined;
        do {
          const page = await index.list({ ...asked, limit, cursor });
          expect(page.total).toBe(whole.total);
          expect(page.functions.length).toBeLessThanOrEqual(limit);
          paged.push(...page.functions);
          cursor = page.nextCursor ?? undefined;
          if (cursor) expect(listQuery.parse({ cursor }).cursor).toBe(cursor);
        } while (cursor !== undefined);
        expect(paged).toEqual(whole.functions);
        const wanted = valid.filter(
          ({ spec: name, tags }) =>
            (!asked.author || name.startsWith(`${asked.author}/`)) &&
            (!asked.tag || tags.includes(asked.tag)),
        );
        if (!asked.search) expect(whole.total).toBe(wanted.length);
      }),
      { numRuns: 150 },
    );
  });

  it('gives cursors that the contract admits even for the longest names', async () => {
    const longest = 'a'.repeat(64);
    const name = '\u{1f600}"\\'.repeat(25);
    const { index } = await filledIndex([
      indexedVersion(`${longest}/${longest}@1.0.0`, { name, publishedAt: Number.MAX_SAFE_INTEGER }),
      indexedVersion(`b/b@1.0.0`, { name, publishedAt: 1 }),
    ]);
    for (const sort of SORTS) {
      const { nextCursor } = await index.list({ sort, limit: 1, search: 'a' });
      expect(listQuery.parse({ cursor: nextCursor }).cursor).toBe(nextCursor);
    }
    const page = await index.list({ sort: 'name', limit: 1 });
    const rest = await index.list({ sort: 'name', limit: 1, cursor: page.nextCursor ?? '' });
    expect(rest.functions.map(specOf)).toEqual(['b/b']);
  });

  it('goes on in place where functions come and go meanwhile', async () => {
    const { index } = await filledIndex(
      ['a', 'b', 'c', 'd'].map((slug) => indexedVersion(`alice/${slug}@1.0.0`)),
    );
    const first = await index.list({ sort: 'name', limit: 2 });
    await index.replaceAccount(
      'alice' as Username,
      oidOf('u'),
      ['0', 'a', 'bb', 'd'].map((slug) => indexedVersion(`alice/${slug}@1.0.0`)),
    );
    const second = await index.list({ sort: 'name', limit: 5, cursor: first.nextCursor ?? '' });
    expect(second.functions.map(specOf)).toEqual(['alice/bb', 'alice/d']);
  });

  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    '',
    'x',
    '%%%',
    'null',
    encode(null),
    encode({}),
    encode([]),
    encode(['recent', 1, 0, 'a']),
    encode(['recent', 1, 0, 'a', 'b']),
    encode(['recent', 1, 0, 0, 'a', 'b', 'c']),
    encode(['recent', 'text', 0, 0, 'a', 'b']),
    encode(['recent', null, 0, 0, 'a', 'b']),
    encode(['recent', 1, 0, 0, 'a\0', 'b']),
    encode(['recent', 1, true, 0, 'a', 'b']),
    encode(['name', 'a', 0, 0, 'a', 'b']),
    encode(['__proto__', 1, 0, 0, 'a', 'b']),
  ])('answers BAD_REQUEST to the cursor %j', async (cursor) => {
    const { index } = await filledIndex();
    await expect(index.list({ sort: 'recent', limit: 1, cursor })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  it('answers any cursor with a page or BAD_REQUEST', async () => {
    const { index } = await filledIndex([indexedVersion('alice/a@1.0.0')]);
    const search = fc.constantFrom(undefined, 'a', 'b');
    const cursor = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom(...SORTS), fc.jsonValue(), fc.nat(), fc.nat(), fc.jsonValue(), fc.jsonValue())
        .map(encode),
      fc
        .tuple(
          fc.constantFrom(...SORTS),
          fc.oneof(fc.double(), fc.string()),
          fc.double(),
          fc.double(),
          fc.string(),
          fc.string(),
        )
        .map(encode),
    );
    await fc.assert(
      fc.asyncProperty(cursor, fc.constantFrom(...SORTS), search, async (text, sort, searched) => {
        const outcome = await index.list({ sort, limit: 1, cursor: text, search: searched }).then(
          (page) => page.functions.length <= 1,
          (error) => error.code === 'BAD_REQUEST',
        );
        expect(outcome).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
