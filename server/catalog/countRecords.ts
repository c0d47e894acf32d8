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
  setStar(accountId: string, author: Username, slug: Slug, starred: boolean): Promise<void>;
  counts(author: Username, slug: Slug): Promise<{ stars: number; installs: number }>;
  addInstalls(batch: readonly InstallCount[]): Promise<void>;
}

/** The operations on counts, over an open store. */
export function countRecords(store: Store<AccountsTables>): CountRecords {
  return {
    async setStar(accountId, author, slug, starred) {
      const star = { account_id: accountId, author, slug };
      await store.write(async (db) => {
        if (starred)
          await db
            .insertInto('stars')
            .values(star)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        else
          await db
            .deleteFrom('stars')
            .where((where) => where.and(star))
            .execute();
      });
    },
    counts: (author, slug) =>
      store.read(async (db) => {
        const stars = await db
          .selectFrom('stars')
          .select((of) => of.fn.countAll<number>().as('count'))
          .where('author', '=', author)
          .where('slug', '=', slug)
          .executeTakeFirstOrThrow();
        const installs = await db
          .selectFrom('installs')
          .select('count')
          .where('author', '=', author)
          .where('slug', '=', slug)
          .executeTakeFirst();
        return { stars: stars.count, installs: installs?.count ?? 0 };
      }),
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
