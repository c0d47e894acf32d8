import { sql } from 'kysely';
import type { Slug, Username } from '../contract/names.ts';
import type { AccountsTables } from './accountsTables.ts';
import type { Store } from './store.ts';

/** Installs of one function to add to its count. */
export interface InstallCount {
  author: Username;
  slug: Slug;
  count: number;
}

/** The stars and installs of accounts.db, which no rebuild from git could bring back. */
export interface CountRecords {
  /** Whether that changed anything. */
  setStar(accountId: string, author: Username, slug: Slug, starred: boolean): Promise<boolean>;
  /** Whether the account of this name has starred the function. */
  hasStar(username: Username, author: Username, slug: Slug): Promise<boolean>;
  counts(author: Username, slug: Slug): Promise<{ stars: number; installs: number }>;
  addInstalls(batch: readonly InstallCount[]): Promise<void>;
}

/** The operations on counts, over an open store. */
export function countRecords(store: Store<AccountsTables>): CountRecords {
  return {
    async setStar(accountId, author, slug, starred) {
      const star = { account_id: accountId, author, slug };
      return store.write(async (db) => {
        if (starred) {
          const added = await db
            .insertInto('stars')
            .values(star)
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst();
          return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
        }
        const taken = await db
          .deleteFrom('stars')
          .where((where) => where.and(star))
          .executeTakeFirst();
        return taken.numDeletedRows > 0n;
      });
    },
    async hasStar(username, author, slug) {
      const row = await store.query((db) =>
        db
          .selectFrom('stars')
          .innerJoin('accounts', 'accounts.id', 'stars.account_id')
          .select('accounts.id')
          .where('accounts.username', '=', username)
          .where('stars.author', '=', author)
          .where('stars.slug', '=', slug)
          .executeTakeFirst(),
      );
      return row !== undefined;
    },
    async counts(author, slug) {
      const { rows } = await store.query((db) =>
        sql<{ stars: number; installs: number }>`select
          (select count(*) from stars where author = ${author} and slug = ${slug}) as stars,
          coalesce((select count from installs where author = ${author} and slug = ${slug}), 0) as installs`.execute(
          db,
        ),
      );
      return rows[0]!;
    },
    async addInstalls(batch) {
      if (batch.length === 0) return;
      await store.write(async (db) => {
        for (const { author, slug, count } of batch) {
          await db
            .insertInto('installs')
            .values({ author, slug, count })
            .onConflict((conflict) =>
              conflict
                .columns(['author', 'slug'])
                .doUpdateSet({ count: sql<number>`installs.count + excluded.count` }),
            )
            .execute();
        }
      });
    },
  };
}
