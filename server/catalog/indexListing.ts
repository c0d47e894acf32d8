import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { FunctionId, Slug, Username, Version } from '../contract/names.ts';
import { fittingFunctions, INSTALLS, STARS } from './fittingFunctions.ts';
import type { FunctionRow, ListingTables } from './indexTables.ts';
import { decodeCursor, encodeCursor, type Place, type Sort } from './listCursor.ts';
import type { Store } from './store.ts';

/** What a listing is asked for. All filters must hold; text is compared without regard to case. */
export interface ListingQuery {
  /** Any text: words, each of which must occur in the name, slug, tags, description or README; the last may be unfinished. */
  search?: string | undefined;
  category?: string | undefined;
  tag?: string | undefined;
  language?: string | undefined;
  author?: string | undefined;
  /** The id of an account: what it has starred. */
  starredBy?: string | undefined;
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

type Keyed = { key1: string | number; key2: number; key3: number; account: string; slug: string };
type Found = FunctionRow & Keyed & { stars: number; installs: number };
/** A page without functions is one row that has the total alone. */
type Row = { total: number } & (Found | { account: null });

const ORDER = sql.raw('key1, key2, key3, account, slug');

/** The listing operation, over a store that has accounts.db attached as `counts`. */
export function indexListing(store: Store<ListingTables>): IndexListing {
  return {
    list: (query) =>
      store.read(async (db) => {
        const fitting = fittingFunctions(query);
        const after =
          query.cursor === undefined ? undefined : await placeAfter(db, fitting, query, query.cursor);
        const past = after ? sql`where (${ORDER}) > (${sql.join([...after])})` : sql``;
        const { rows } = await sql<Row>`${fitting},
          page as (select * from fitting ${past} order by ${ORDER} limit ${query.limit + 1})
          select t.total, f.*, p.key1, p.key2, p.key3, ${STARS} as stars, ${INSTALLS} as installs
          from (select count(*) as total from fitting) t
          left join page p on true left join functions f on f.id = p.id
          order by p.key1, p.key2, p.key3, p.account, p.slug`.execute(db);
        const found = rows.filter((row): row is Row & Found => row.account !== null);
        const functions = found.slice(0, query.limit);
        const last = found.length > functions.length ? functions.at(-1) : undefined;
        return {
          functions: functions.map(listedFunction),
          nextCursor: last ? encodeCursor(query.sort, placeOf(last)) : null,
          total: rows[0]!.total,
        };
      }),
  };
}

/** The place that a cursor names; by relevance where its function stands now, since every publish shifts all scores. */
async function placeAfter(
  db: Kysely<ListingTables>,
  fitting: RawBuilder<unknown>,
  { sort }: ListingQuery,
  cursor: string,
): Promise<Place> {
  const then = decodeCursor(sort, cursor);
  if (sort !== 'relevance') return then;
  const [account, slug] = then.slice(-2);
  const { rows } = await sql<Keyed>`
    ${fitting} select * from fitting where account = ${account} and slug = ${slug}`.execute(db);
  return rows[0] ? placeOf(rows[0]) : then;
}

function placeOf(row: Keyed): Place {
  return [row.key1, row.key2, row.key3, row.account, row.slug];
}

function listedFunction(row: Found): ListedFunction {
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
