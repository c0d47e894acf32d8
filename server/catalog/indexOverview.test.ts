import { expect, it } from 'vitest';
import type { Slug, Username } from '../contract/names.ts';
import { filledIndex } from './filledIndex.testing.ts';
import { indexedVersion } from './indexedVersion.testing.ts';

const filled = () =>
  filledIndex([
    indexedVersion('alice/resize@1.0.0', { category: 'media', publishedAt: 1 }),
    indexedVersion('alice/resize@2.0.0', { category: 'media', name: 'Resize', publishedAt: 5 }),
    indexedVersion('alice/greet@1.0.0', { category: 'utility', publishedAt: 2 }),
    indexedVersion('bob/crop@1.0.0', { category: 'media', publishedAt: 3 }),
  ]);

it('counts functions by category, the fullest first', async () => {
  const { index } = await filled();
  expect(await index.categories()).toEqual([
    { name: 'media', count: 2 },
    { name: 'utility', count: 1 },
  ]);
});

it('names every function once, with the time of its first and of its shown version', async () => {
  const { index } = await filled();
  expect(await index.names()).toEqual([
    { account: 'alice', slug: 'greet', firstPublishedAt: 2, publishedAt: 2 },
    { account: 'alice', slug: 'resize', firstPublishedAt: 1, publishedAt: 5 },
    { account: 'bob', slug: 'crop', firstPublishedAt: 3, publishedAt: 3 },
  ]);
});

it('tells the last versions of all, of an account, or of a function', async () => {
  const { index } = await filled();
  const recent = async (of: { account?: Username; slug?: Slug; limit?: number }) =>
    (await index.recentVersions({ limit: 10, ...of })).map(({ slug, version }) => `${slug}@${version}`);
  expect(await recent({ limit: 3 })).toEqual(['resize@2.0.0', 'crop@1.0.0', 'greet@1.0.0']);
  expect(await recent({ account: 'alice' as Username })).toEqual([
    ...['resize@2.0.0', 'greet@1.0.0', 'resize@1.0.0'],
  ]);
  expect(await recent({ account: 'alice' as Username, slug: 'resize' as Slug })).toEqual([
    ...['resize@2.0.0', 'resize@1.0.0'],
  ]);
  expect((await index.recentVersions({ limit: 1 }))[0]).toMatchObject({ name: 'Resize', publishedAt: 5 });
});
