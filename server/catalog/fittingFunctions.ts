import { type RawBuilder, sql } from 'kysely';
import { fold } from './fold.ts';
import type { ListingQuery } from './indexListing.ts';
import type { Sort } from './listCursor.ts';
import { parseSearch, type Search } from './searchText.ts';

type Fragment = RawBuilder<unknown>;

/** The stars and installs of the function that the query calls `f`. */
export const STARS: RawBuilder<number> = sql`(
  select count(*) from counts.stars s where s.author = f.account and s.slug = f.slug)`;
export const INSTALLS: RawBuilder<number> = sql`coalesce(
  (select i.count from counts.installs i where i.author = f.account and i.slug = f.slug), 0)`;

const NEWEST_FIRST = sql`-f.published_at`;
const NONE = sql`0`;
/** Enough to sort by, and short enough for a cursor. */
const NAME = sql`substr(f.name_searched, 1, 32)`;
/** Of name, slug, tags, description and README: far apart, since BM25 lets what occurs often count little more. */
const SCORE = sql`bm25(function_search, 20, 10, 5, 2, 0.1)`;

/**
 * A `with` clause, whose table `fitting` holds the functions that fit: `id`, `account`, `slug`, and the `key1` to `key3` by
 * which they are sorted, ascending.
 */
export function fittingFunctions(query: ListingQuery): Fragment {
  const search = parseSearch(query.search ?? '');
  // A score is to be had only where its own table is searched, so before any join.
  const hits = search
    ? sql`hits as materialized (
        select rowid as id, ${SCORE} as score from function_search where function_search match ${search.match}),`
    : sql``;
  const from = search ? sql`hits h cross join functions f on f.id = h.id` : sql`functions f`;
  const [key1, key2, key3] = keysOf(query.sort, search);
  return sql`with ${hits} fitting as not materialized (
    select f.id, f.account, f.slug, ${key1} as key1, ${key2} as key2, ${key3} as key3
    from ${from} ${conditionsOf(query)})`;
}

function conditionsOf({ category, tag, language, author, starredBy }: ListingQuery): Fragment {
  const conditions: Fragment[] = [];
  if (category !== undefined) conditions.push(sql`f.category = ${fold(category)}`);
  if (language !== undefined) conditions.push(sql`f.language = ${fold(language)}`);
  if (author !== undefined) conditions.push(sql`f.account = ${fold(author)}`);
  if (starredBy !== undefined) {
    conditions.push(sql`exists (
      select 1 from counts.stars s where s.author = f.account and s.slug = f.slug and s.account_id = ${starredBy})`);
  }
  if (tag !== undefined) {
    conditions.push(sql`exists (
      select 1 from function_tags t where t.account = f.account and t.slug = f.slug and t.tag = ${fold(tag)})`);
  }
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}

function keysOf(
  sort: Sort,
  search: Search | undefined,
): readonly [key1: Fragment, key2: Fragment, key3: Fragment] {
  switch (sort) {
    case 'recent':
      return [NEWEST_FIRST, NONE, NONE];
    case 'name':
      return [NAME, NONE, NONE];
    case 'installs':
      return [sql`-${INSTALLS}`, NONE, NONE];
    case 'stars':
      return [sql`-${STARS}`, NONE, NONE];
    case 'relevance':
      return search ? [nearness(search), sql`h.score`, NEWEST_FIRST] : [NONE, NONE, NEWEST_FIRST];
  }
}

/** From 0, the function of that very slug, over its name and what begins so, to 3, the words anywhere. */
function nearness({ name, slug }: Search): Fragment {
  const slugBegins = slug === '' ? sql`false` : sql`instr(f.slug, ${slug}) = 1`;
  return sql`case
    when f.slug = ${slug} then 0
    when f.name_searched = ${name} then 1
    when ${slugBegins} or instr(f.name_searched, ${name}) = 1 then 2
    else 3 end`;
}
