import { describe, expect, it } from 'vitest';
import type { OwnQuery } from '../../../../web/links.ts';
import type { OwnBranch, OwnFunction } from '../../../services/ownFunctions.ts';
import { shownOwn } from './shownOwn.ts';

const branch = (slug: string, n: number, changes: Partial<OwnBranch> = {}): OwnBranch => ({
  ...{ id: `fn_${slug}_${n}` as never, kind: 'draft', slug: slug as never, name: slug, version: undefined },
  ...{ status: 'draft', source: 'cli', updatedAt: n },
  ...changes,
});
const fn = (
  slug: string,
  branches: readonly OwnBranch[],
  published?: OwnFunction['published'],
): OwnFunction => ({
  ...{ slug: slug as never, name: slug, branches, published },
});
const many = Array.from({ length: 230 }, (_, n) => branch('many', n));
const all = [
  fn('many', many),
  fn('mixed', [
    branch('mixed', 1, { kind: 'slug', status: 'published', source: 'ci' }),
    branch('mixed', 2, { status: 'modified', source: 'git', name: 'Émile' }),
  ]),
  fn('bare', [], { version: '1.0.0' as never, publishedAt: 1, count: 1 }),
];
const shown = (query: OwnQuery, page = 1, own: readonly OwnFunction[] = all) => {
  const { functions, ...rest } = shownOwn(own, query, page);
  return { rows: functions.map((one) => `${one.slug} ${one.branches.length}+${one.more}`), ...rest };
};

describe('the functions on a page', () => {
  it('show a few of many drafts, and all of a function that is named, in pages', () => {
    expect(shown({})).toEqual({ rows: ['many 5+225', 'mixed 2+0', 'bare 0+0'], total: 3, page: 1, pages: 1 });
    expect(shown({ function: 'many' })).toEqual({ rows: ['many 100+0'], total: 1, page: 1, pages: 3 });
    expect(shown({ function: 'many' }, 3).rows).toEqual(['many 30+0']);
    expect(shown({ function: 'none' })).toEqual({ rows: [], total: 0, page: 1, pages: 1 });
  });

  it.each<[OwnQuery, string[]]>([
    [{ status: 'published' }, ['mixed 1+0', 'bare 0+0']],
    [{ status: 'draft' }, ['many 5+225']],
    [{ source: 'git' }, ['mixed 1+0']],
    [{ source: 'git', status: 'published' }, []],
    [{ search: 'MIX' }, ['mixed 2+0']],
    [{ search: 'émile' }, ['mixed 1+0']],
    [{ search: 'fn_many_229' }, ['many 1+0']],
    [{ search: ' bare ' }, ['bare 0+0']],
    [{ status: 'nonsense' }, []],
  ])('%j leaves %j', (query, rows) => expect(shown(query).rows).toEqual(rows));

  it('keeps to the pages there are, whatever is asked for', () => {
    const functions = Array.from({ length: 60 }, (_, n) => fn(`f${n}`, [branch(`f${n}`, n)]));
    expect(shown({}, 3, functions)).toMatchObject({
      rows: expect.objectContaining({ length: 10 }),
      pages: 3,
    });
    for (const [asked, page] of [
      [99, 3],
      [-1, 1],
      [Number.NaN, 1],
      [1.9, 1],
    ] as const)
      expect(shown({}, asked, functions).page).toBe(page);
  });
});
