import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { FunctionId, Slug, Username, Version } from '../contract/names.ts';
import { fold } from './fold.ts';
import type { FunctionRow, ListingTables } from './indexTables.ts';
import { decodeCursor, encodeCursor, type Place, type Sort } from './listCursor.ts';
import type { Store } from './store.ts';

/** What a listing is asked for. All filters must hold; text is compared without regard to case. */
export interface ListingQuery {
  /** Words, each of which must occur in the name, slug, description or tags. */
  search?: string | undefined;
  category?: string | undefined;
  tag?: string | undefined;
  author?: string | undefined;
  sort: Sort;
  limit: number;
  /** The `nextCursor` of the page before. */
  cursor?: string | undefined;
}

/** A function in a listing, as of its shown version; what the manifest leaves out is `""`. */
export interface ListedFunction {
  account: Username;
  slug: Slug;
  /** The shown version and its ID. */
  version: Version;
  functionId: FunctionId;
  name: string;
  description: string;
  category: string;
  tags: string[];
  language: string;
  runtime: string;
  license: string;
  /** Of the shown version; milliseconds since 1970. */
  publishedAt: number;
  firstPublishedAt: number;
  stars: number;
  installs: number;
}

/** One page of a listing. */
export interface Listing {
  functions: ListedFunction[];
  /** `null` on the last page. */
  nextCursor: string | null;
  /** Over all pages. */
  total: number;
}

/** Listings of published functions. */
export interface IndexListing {
  /** Throws `BAD_REQUEST` for a malformed cursor. */
  list(query: ListingQuery): Promise<Listing>;
}

type Functions<Row> = SelectQueryBuilder<ListingTables & { f: FunctionRow }, 'f', Row>;
type Candidate = FunctionRow & { stars: number; installs: number; key1: string | number; key2: number };

/** The listing operation, over a store that has accounts.db attached as `counts`. */
export function indexListing(store: Store<ListingTables>): IndexListing {
  return {
    list: (query) =>
      store.read(async (db) => {
        const after = query.cursor === undefined ? undefined : decodeCursor(query.sort, query.cursor);
        const found = matching(db.selectFrom('functions as f'), query);
        const { total } = await found
          .select((of) => of.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow();
        const [key1, key2] = sortKeys(query);
        const candidates = found
          .selectAll('f')
          .select([STARS.as('stars'), INSTALLS.as('installs'), key1.as('key1'), key2.as('key2')]);
        const order = sql.raw('key1, key2, account, slug');
        const past = after ? sql`where (${order}) > (${sql.join([...after])})` : sql``;
        const { rows } = await sql<Candidate>`
          select * from (${candidates}) ${past} order by ${order} limit ${query.limit + 1}`.execute(db);
        const page = rows.slice(0, query.limit);
        const last = rows.length > page.length ? page.at(-1) : undefined;
        return {
          functions: page.map(listedFunction),
          nextCursor: last ? encodeCursor(query.sort, placeOf(last)) : null,
          total,
        };
      }),
  };
}

const STARS = sql<number>`(select count(*) from counts.stars s where s.author = f.account and s.slug = f.slug)`;
const INSTALLS = sql<number>`coalesce(
  (select i.count from counts.installs i where i.author = f.account and i.slug = f.slug), 0)`;
const NEWEST_FIRST = sql<number>`-f.published_at`;
const NONE = sql<number>`0`;
/** Enough to sort by, and short enough for a cursor. */
const NAME = sql<string>`substr(f.name_folded, 1, 32)`;

function matching<Row>(
  functions: Functions<Row>,
  { search, category, tag, author }: ListingQuery,
): Functions<Row> {
  let found = functions;
  for (const word of new Set(words(search)))
    found = found.where(sql<boolean>`instr(f.searched, ${word}) > 0`);
  if (category !== undefined) found = found.where('f.category', '=', fold(category));
  if (author !== undefined) found = found.where('f.account', '=', fold(author));
  if (tag !== undefined) {
    found = found.where(sql<boolean>`exists (
      select 1 from function_tags t where t.account = f.account and t.slug = f.slug and t.tag = ${fold(tag)})`);
  }
  return found;
}

function sortKeys({ sort, search }: ListingQuery): [RawBuilder<string | number>, RawBuilder<number>] {
  switch (sort) {
    case 'recent':
      return [NEWEST_FIRST, NONE];
    case 'name':
      return [NAME, NONE];
    case 'installs':
      return [sql<number>`-${INSTALLS}`, NONE];
    case 'stars':
      return [sql<number>`-${STARS}`, NONE];
    case 'relevance':
      return [relevance(words(search)), NEWEST_FIRST];
  }
}

/** From 0, the function of that very name, to 3, the words anywhere. */
function relevance(searched: string[]): RawBuilder<number> {
  if (searched.length === 0) return NONE;
  const name = searched.join(' ');
  const slug = searched.join('-');
  return sql<number>`case
    when f.slug = ${slug} or f.name_folded = ${name} then 0
    when instr(f.slug, ${slug}) = 1 or instr(f.name_folded, ${name}) = 1 then 1
    when instr(f.slug, ${slug}) > 0 or instr(f.name_folded, ${name}) > 0 then 2
    else 3 end`;
}

function words(search = ''): string[] {
  return fold(search)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function placeOf(row: Candidate): Place {
  return [row.key1, row.key2, row.account, row.slug];
}

function listedFunction(row: Candidate): ListedFunction {
  return {
    account: row.account as Username,
    slug: row.slug as Slug,
    version: row.version as Version,
    functionId: row.function_id as FunctionId,
    name: row.name,
    description: row.description,
    category: row.category,
    tags: JSON.parse(row.tags) as string[],
    language: row.language,
    runtime: row.runtime,
    license: row.license,
    publishedAt: row.published_at,
    firstPublishedAt: row.first_published_at,
    stars: row.stars,
    installs: row.installs,
  };
}
