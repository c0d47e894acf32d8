import { sql } from 'kysely';
import type { Slug, Username, Version } from '../contract/names.ts';
import type { ListingTables } from './indexTables.ts';
import type { Store } from './store.ts';

/** A published function's name, and when its first and its shown version came; milliseconds since 1970. */
export interface NameRow {
  readonly account: Username;
  readonly slug: Slug;
  readonly firstPublishedAt: number;
  readonly publishedAt: number;
}

/** A version with what its function's shown version says of itself. */
export interface RecentVersion {
  readonly account: Username;
  readonly slug: Slug;
  readonly version: Version;
  readonly name: string;
  readonly description: string;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
}

/** What is asked of all functions at once. */
export interface IndexOverview {
  /** The categories that have functions, the fullest first. */
  categories(): Promise<{ name: string; count: number }[]>;
  /** Every published function, by account and slug. */
  names(): Promise<NameRow[]>;
  /** The last versions of all, of an account or of one function, newest first. */
  recentVersions(of: {
    account?: Username | undefined;
    slug?: Slug | undefined;
    limit: number;
  }): Promise<RecentVersion[]>;
}

/** The overviews, over an open store. */
export function indexOverview(store: Store<ListingTables>): IndexOverview {
  return {
    categories: () =>
      store.query((db) =>
        db
          .selectFrom('functions')
          .select(['category as name', db.fn.countAll<number>().as('count')])
          .where('category', '<>', '')
          .groupBy('category')
          .orderBy('count', 'desc')
          .orderBy('category')
          .execute(),
      ),
    async names() {
      const rows = await store.query((db) =>
        db
          .selectFrom('functions')
          .select(['account', 'slug', 'first_published_at', 'published_at'])
          .orderBy('account')
          .orderBy('slug')
          .execute(),
      );
      return rows.map((row) => ({
        account: row.account as Username,
        slug: row.slug as Slug,
        firstPublishedAt: row.first_published_at,
        publishedAt: row.published_at,
      }));
    },
    async recentVersions({ account, slug, limit }) {
      const rows = await store.query((db) => {
        let query = db
          .selectFrom('versions as v')
          .innerJoin('functions as f', (join) =>
            join.onRef('f.account', '=', 'v.account').onRef('f.slug', '=', 'v.slug'),
          )
          .select(['v.account', 'v.slug', 'v.version', 'f.name', 'f.description', 'v.published_at']);
        if (account !== undefined) query = query.where('v.account', '=', account);
        if (slug !== undefined) query = query.where('v.slug', '=', slug);
        return query
          .orderBy('v.published_at', 'desc')
          .orderBy('v.account')
          .orderBy('v.slug')
          .orderBy(sql`v.sort_key`, 'desc')
          .limit(limit)
          .execute();
      });
      return rows.map((row) => ({
        account: row.account as Username,
        slug: row.slug as Slug,
        version: row.version as Version,
        name: row.name,
        description: row.description,
        publishedAt: row.published_at,
      }));
    },
  };
}
