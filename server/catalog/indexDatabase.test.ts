import { join } from 'node:path';
import fc from 'fast-check';
import semver from 'semver';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FunctionId, Oid, PortablePath, Slug, Username, Version } from '../contract/names.ts';
import { openIndexDatabase } from './indexDatabase.ts';
import { indexedVersion, oidOf } from './indexedVersion.testing.ts';
import type { IndexedVersion } from './indexRows.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

const alice = 'alice' as Username;
const bob = 'bob' as Username;
const resize = 'resize' as Slug;

async function open(folder = temporaryFolder(), name = 'index.db') {
  const database = await openIndexDatabase(join(folder, name), { accountsFile: join(folder, 'accounts.db') });
  onTestFinished(() => database.close());
  return database;
}

const publicFacts = ({ manifest, readme, files, ...version }: IndexedVersion) => version;

describe('the index of published versions', () => {
  it('gives back what is known of each version, highest first', async () => {
    const index = await open();
    const versions = ['1.0.0', '1.10.0', '2.0.0-beta.2', '1.9.0'].map((version, at) =>
      indexedVersion(`alice/resize@${version}`, { publishedAt: at }),
    );
    await index.replaceAccount(alice, oidOf('tip'), versions);
    const [first, second, third, fourth] = versions.map(publicFacts);
    expect(await index.versions(alice, resize)).toEqual([third, second, fourth, first]);
    expect(await index.version(alice, resize, '1.9.0' as Version)).toEqual(fourth);
    expect(await index.version(alice, resize, '1.9.1' as Version)).toBeUndefined();
    expect(await index.versionsOf(first!.functionId)).toEqual([third, second, fourth, first]);
    expect(await index.versionsOf('fn_none' as FunctionId)).toEqual([]);
    expect(await index.tip(alice)).toBe(oidOf('tip'));
    expect(await index.tips()).toEqual(new Map([[alice, oidOf('tip')]]));
  });

  it('knows the files of each version that it knows', async () => {
    const index = await open();
    const files = new Map([
      ['a b/index.ts' as PortablePath, oidOf('index')],
      ['README.md' as PortablePath, oidOf('readme')],
    ]);
    const first = { ...indexedVersion('alice/resize@1.0.0'), files };
    const second = indexedVersion('alice/resize@2.0.0');
    await index.replaceAccount(alice, oidOf('tip'), [first]);
    expect(await index.files(first)).toEqual(files);
    expect(await index.files(second)).toBeUndefined();
    await index.addVersion(alice, oidOf('tip'), oidOf('next'), second);
    expect(await index.files(second)).toEqual(second.files);
    const third = { ...indexedVersion('alice/resize@3.0.0'), files: new Map() };
    await index.addVersion(alice, oidOf('next'), oidOf('last'), third);
    expect(await index.files(third)).toBeUndefined();
    await index.replaceAccount(alice, null, []);
    expect(await index.files(first)).toBeUndefined();
  });

  it('shows the highest stable version, and a prerelease only where nothing is stable', async () => {
    const index = await open();
    let tip: Oid | null = null;
    const shownAfter = async (version: string) => {
      const next = oidOf(version);
      expect(await index.addVersion(alice, tip, next, indexedVersion(`alice/resize@${version}`))).toBe(true);
      tip = next;
      const { functions } = await index.list({ sort: 'recent', limit: 10 });
      expect((await index.shown(alice, resize))?.version).toBe(functions[0]?.version);
      return functions[0]?.version;
    };
    expect(await shownAfter('2.0.0-rc.1')).toBe('2.0.0-rc.1');
    expect(await shownAfter('2.0.0-beta.1')).toBe('2.0.0-rc.1');
    expect(await shownAfter('1.0.0')).toBe('1.0.0');
    expect(await shownAfter('3.0.0-alpha')).toBe('1.0.0');
    expect(await shownAfter('2.0.0')).toBe('2.0.0');
    expect(await shownAfter('1.0.5')).toBe('2.0.0');
    expect(await index.shown(bob, resize)).toBeUndefined();
  });

  it('writes nothing where the recorded tip is another than the one stated', async () => {
    const index = await open();
    const version = indexedVersion('alice/resize@1.0.0');
    expect(await index.addVersion(alice, oidOf('unknown'), oidOf('a'), version)).toBe(false);
    expect(await index.dump()).toBe('');
    expect(await index.addVersion(alice, null, oidOf('a'), version)).toBe(true);
    const before = await index.dump();
    expect(await index.addVersion(alice, null, oidOf('b'), indexedVersion('alice/resize@1.0.1'))).toBe(false);
    expect(await index.dump()).toBe(before);
  });

  it('forgets an account without tip or versions, and no other', async () => {
    const index = await open();
    await index.replaceAccount(bob, oidOf('bob'), [indexedVersion('bob/resize@1.0.0', { tags: ['a'] })]);
    const before = await index.dump();
    for (const [tip, versions] of [[null, []] as const, [oidOf('c'), []] as const]) {
      await index.replaceAccount(alice, oidOf('a'), [indexedVersion('alice/resize@1.0.0', { tags: ['a'] })]);
      expect(await index.dump()).not.toBe(before);
      await index.replaceAccount(alice, tip, versions);
      expect(await index.dump()).toBe(before);
    }
  });

  it('leaves the account as it was where replacing it fails', async () => {
    const index = await open();
    await index.replaceAccount(alice, oidOf('a'), [indexedVersion('alice/resize@1.0.0')]);
    const before = await index.dump();
    const twice = ['alice/other@1.0.0', 'alice/other@1.0.0'].map((spec) => indexedVersion(spec));
    await expect(index.replaceAccount(alice, oidOf('b'), twice)).rejects.toThrow();
    expect(await index.dump()).toBe(before);
  });

  it('takes a manifest whose text SQLite could not hold as it is', async () => {
    const index = await open();
    const odd = indexedVersion('alice/resize@1.0.0', {
      name: 'half \ud800',
      description: 'x \udfff',
      license: '\ud800',
    });
    expect(await index.addVersion(alice, null, oidOf('a'), odd)).toBe(true);
    const { functions } = await index.list({ sort: 'name', limit: 1 });
    expect(functions[0]).toMatchObject({ name: 'half \ufffd', description: 'x \ufffd', license: '\ufffd' });
  });

  it('takes a large account at once', async () => {
    const index = await open();
    const versions = Array.from({ length: 2_000 }, (_, at) =>
      indexedVersion(`alice/fn-${at}@1.0.0`, { tags: ['a', 'b'] }),
    );
    await index.replaceAccount(alice, oidOf('a'), versions);
    expect((await index.list({ sort: 'name', limit: 1, tag: 'b' })).total).toBe(2_000);
  });
});

describe('the owner of an unscoped name', () => {
  it('is who published it first, whatever order accounts are indexed in', async () => {
    const early = indexedVersion('bob/resize@1.0.0', { publishedAt: 10 });
    const late = indexedVersion('alice/resize@9.0.0', { publishedAt: 11 });
    const same = indexedVersion('carol/resize@1.0.0', { publishedAt: 10 });
    for (const versions of [
      [early, late, same],
      [same, late, early],
    ]) {
      const index = await open();
      for (const version of versions) await index.replaceAccount(version.account, oidOf('t'), [version]);
      expect(await index.nameOwner(resize)).toBe(bob);
      await index.addVersion(
        bob,
        oidOf('t'),
        oidOf('u'),
        indexedVersion('bob/resize@2.0.0', { publishedAt: 50 }),
      );
      expect(await index.nameOwner(resize)).toBe(bob);
    }
    expect(await (await open()).nameOwner(resize)).toBeUndefined();
  });
});

describe('an index kept step by step', () => {
  const text = fc.constantFrom(undefined, 'Alpha', 'alpha', 'Ünï', 'b "quoted"', 'half \ud800');
  const publish = fc.record({
    account: fc.constantFrom('alice', 'bob'),
    slug: fc.constantFrom('resize', 'mail'),
    version: fc.constantFrom(
      '0.9.0',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.5',
      '1.10.0',
      '2.0.0-a',
      '2.0.0-a.1',
      '2.0.0',
      '2.0.1-0',
    ),
    publishedAt: fc.nat(5),
    name: text,
    description: text,
    tags: fc.option(fc.array(fc.constantFrom('One', 'one', 'two', 'C++'), { maxLength: 4 }), {
      nil: undefined,
    }),
    category: fc.constantFrom('utility', 'auth'),
    readme: fc.constantFrom('', 'alpha beta', 'Two one, two', 'x '.repeat(50)),
  });
  const searches = ['alpha', 'two', 'one t', 'uni', 'quoted', 'x', 'res', 'nothing'];

  it('equals the one rebuilt from the same versions in any order, by dump, listing and search', async () => {
    const folder = temporaryFolder();
    const [stepwise, rebuilt] = [await open(folder, 'a.db'), await open(folder, 'b.db')];
    await fc.assert(
      fc.asyncProperty(
        fc.array(publish, { maxLength: 14 }),
        fc.infiniteStream(fc.nat(1_000)),
        async (requests, random) => {
          for (const index of [stepwise, rebuilt]) {
            for (const account of [alice, bob]) await index.replaceAccount(account, null, []);
          }
          const published = new Map<string, IndexedVersion>();
          const tips = new Map<Username, Oid>();
          for (const { account, slug, version, ...fields } of requests) {
            const spec = `${account}/${slug}@${version}`;
            if (published.has(spec)) continue;
            const added = indexedVersion(spec, fields);
            const [old, tip] = [tips.get(added.account) ?? null, oidOf(`${spec} tip`)];
            expect(await stepwise.addVersion(added.account, old, tip, added)).toBe(true);
            published.set(spec, added);
            tips.set(added.account, tip);
          }
          const shuffled = [...published.values()]
            .map((version) => ({ version, rank: random.next().value ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ version }) => version);
          for (const account of random.next().value! % 2 ? [alice, bob] : [bob, alice]) {
            const own = shuffled.filter((version) => version.account === account);
            await rebuilt.replaceAccount(account, tips.get(account) ?? null, own);
          }
          expect(await stepwise.dump()).toBe(await rebuilt.dump());
          for (const search of searches) {
            const asked = { search, sort: 'relevance', limit: 1 } as const;
            const first = await stepwise.list(asked);
            expect(first).toEqual(await rebuilt.list(asked));
            const rest = { ...asked, limit: 10, cursor: first.nextCursor ?? undefined };
            expect(await stepwise.list(rest)).toEqual(await rebuilt.list(rest));
          }
          for (const slug of ['resize', 'mail'] as Slug[]) {
            const own = shuffled.filter((version) => version.account === alice && version.slug === slug);
            const versions = own.map(({ version }) => version).sort(semver.rcompare);
            expect((await stepwise.versions(alice, slug)).map(({ version }) => version)).toEqual(versions);
            const shown = semver.maxSatisfying(versions, '*') ?? versions[0];
            expect((await stepwise.shown(alice, slug))?.version).toBe(shown);
          }
        },
      ),
      { numRuns: 150 },
    );
    // Opening compares the full-text index with its text.
    expect((await open(folder, 'a.db')).opened).toBe('existing');
  });
});
