import { sql } from 'kysely';
import type { FunctionId, Oid, Slug, Username, Version } from '../contract/names.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { publishedVersion } from './indexRows.ts';
import type { IndexTables, ListingTables } from './indexTables.ts';
import type { Store } from './store.ts';

/** What is looked up in the index, listings aside. */
export interface IndexReads {
  /** The tip of `published` that the account's rows were made from. */
  tip(account: Username): Promise<Oid | undefined>;
  tips(): Promise<Map<Username, Oid>>;
  version(account: Username, slug: Slug, version: Version): Promise<PublishedVersion | undefined>;
  /** All versions of a function, highest first by semver. */
  versions(account: Username, slug: Slug): Promise<PublishedVersion[]>;
  /** The highest stable version, else the highest prerelease. */
  shown(account: Username, slug: Slug): Promise<PublishedVersion | undefined>;
  /** The versions that a draft or slug branch became, highest first. */
  versionsOf(functionId: FunctionId): Promise<PublishedVersion[]>;
  /** Whose an unscoped name is: the account that published it first, by name where two did at once. */
  nameOwner(slug: Slug): Promise<Username | undefined>;
  /** Every row of every table as a line of JSON, in the order of their keys; equal for equal content. */
  dump(): Promise<string>;
}

const TABLES = {
  repositories: ['account'],
  versions: ['account', 'slug', 'version'],
  functions: ['account', 'slug'],
  function_tags: ['account', 'slug', 'tag'],
} as const satisfies Record<keyof IndexTables, readonly string[]>;

/** The reading operations, over an open store. */
export function indexReads(store: Store<ListingTables>): IndexReads {
  return {
    async tip(account) {
      const row = await store.read((db) =>
        db.selectFrom('repositories').select('tip').where('account', '=', account).executeTakeFirst(),
      );
      return row?.tip as Oid | undefined;
    },
    async tips() {
      const rows = await store.read((db) =>
        db.selectFrom('repositories').selectAll().orderBy('account').execute(),
      );
      return new Map(rows.map((row) => [row.account as Username, row.tip as Oid]));
    },
    async version(account, slug, version) {
      const row = await store.read((db) =>
        db
          .selectFrom('versions')
          .selectAll()
          .where('account', '=', account)
          .where('slug', '=', slug)
          .where('version', '=', version)
          .executeTakeFirst(),
      );
      return row && publishedVersion(row);
    },
    async versions(account, slug) {
      const rows = await store.read((db) =>
        db
          .selectFrom('versions')
          .selectAll()
          .where('account', '=', account)
          .where('slug', '=', slug)
          .orderBy('sort_key', 'desc')
          .execute(),
      );
      return rows.map(publishedVersion);
    },
    async shown(account, slug) {
      const row = await store.read((db) =>
        db
          .selectFrom('versions')
          .selectAll()
          .where('account', '=', account)
          .where('slug', '=', slug)
          .orderBy('is_prerelease')
          .orderBy('sort_key', 'desc')
          .limit(1)
          .executeTakeFirst(),
      );
      return row && publishedVersion(row);
    },
    async versionsOf(functionId) {
      const rows = await store.read((db) =>
        db
          .selectFrom('versions')
          .selectAll()
          .where('function_id', '=', functionId)
          .orderBy('sort_key', 'desc')
          .orderBy('account')
          .orderBy('slug')
          .execute(),
      );
      return rows.map(publishedVersion);
    },
    async nameOwner(slug) {
      const row = await store.read((db) =>
        db
          .selectFrom('versions')
          .select('account')
          .where('slug', '=', slug)
          .orderBy('published_at')
          .orderBy('account')
          .limit(1)
          .executeTakeFirst(),
      );
      return row?.account as Username | undefined;
    },
    dump: () =>
      store.read(async (db) => {
        const lines: string[] = [];
        for (const [table, keys] of Object.entries(TABLES)) {
          const order = sql.join(keys.map((key) => sql.ref(key)));
          const { rows } = await sql`select * from ${sql.table(table)} order by ${order}`.execute(db);
          lines.push(...rows.map((row) => JSON.stringify([table, row])));
        }
        return lines.map((line) => `${line}\n`).join('');
      }),
  };
}
