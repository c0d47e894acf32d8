import { type RawBuilder, sql } from 'kysely';
import type { FunctionId, Oid, Slug, Username, Version } from '../contract/names.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { TakenDownVersion } from '../domain/takedown.ts';
import { type FileOids, fileOids, publishedVersion, takenDownVersion } from './indexRows.ts';
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
  /** The versions of a function that were taken down, highest first. */
  takedowns(account: Username, slug: Slug): Promise<TakenDownVersion[]>;
  /** All of an account's that were taken down, in the order in which they were published. */
  takedownsOfAccount(account: Username): Promise<TakenDownVersion[]>;
  /** The files of a version; nothing where the index does not know them, as while it is made anew. */
  files(version: PublishedVersion): Promise<FileOids | undefined>;
  /** All versions of an account's functions, in the order in which they were published. */
  versionsOfAccount(account: Username): Promise<PublishedVersion[]>;
  /** The highest stable version, else the highest prerelease. */
  shown(account: Username, slug: Slug): Promise<PublishedVersion | undefined>;
  /** The versions that a draft or slug branch became, highest first. */
  versionsOf(functionId: FunctionId): Promise<PublishedVersion[]>;
  /**
   * Whose an unscoped name is: the account that the operator gave it to, if that has published it, else the one that
   * published it first, by name where two did at once.
   */
  nameOwner(slug: Slug): Promise<Username | undefined>;
  /** The account that published a name first, taken down or not. */
  firstPublisher(slug: Slug): Promise<Username | undefined>;
  /** Every row of every table, the text that is searched included, as a line of JSON, in the order of their keys; equal for equal content. */
  dump(): Promise<string>;
}

/** The rows of each table in the order of their keys. */
const ROWS: Record<keyof IndexTables, RawBuilder<Record<string, unknown>>> = {
  repositories: sql`select * from repositories order by account`,
  versions: sql`select * from versions order by account, slug, version`,
  takedowns: sql`select * from takedowns order by account, slug, version`,
  version_files: sql`select * from version_files order by account, slug, version`,
  functions: sql`select * from functions order by account, slug`,
  function_search: sql`
    select f.account, f.slug as of_slug, s.* from function_search s left join functions f on f.id = s.rowid
    order by f.account, f.slug, s.rowid`,
  function_tags: sql`select * from function_tags order by account, slug, tag`,
};

/** The reading operations, over an open store. */
export function indexReads(store: Store<ListingTables>): IndexReads {
  const firstPublisher = async (slug: Slug) => {
    const row = await store.query((db) =>
      db
        .selectFrom('versions')
        .select(['account', 'published_at'])
        .where('slug', '=', slug)
        .unionAll(db.selectFrom('takedowns').select(['account', 'published_at']).where('slug', '=', slug))
        .orderBy('published_at')
        .orderBy('account')
        .limit(1)
        .executeTakeFirst(),
    );
    return row?.account as Username | undefined;
  };
  return {
    async tip(account) {
      const row = await store.query((db) =>
        db.selectFrom('repositories').select('tip').where('account', '=', account).executeTakeFirst(),
      );
      return row?.tip as Oid | undefined;
    },
    async tips() {
      const rows = await store.query((db) =>
        db.selectFrom('repositories').selectAll().orderBy('account').execute(),
      );
      return new Map(rows.map((row) => [row.account as Username, row.tip as Oid]));
    },
    async version(account, slug, version) {
      const row = await store.query((db) =>
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
      const rows = await store.query((db) =>
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
    async takedowns(account, slug) {
      const rows = await store.query((db) =>
        db
          .selectFrom('takedowns')
          .selectAll()
          .where('account', '=', account)
          .where('slug', '=', slug)
          .orderBy('sort_key', 'desc')
          .execute(),
      );
      return rows.map(takenDownVersion);
    },
    async takedownsOfAccount(account) {
      const rows = await store.query((db) =>
        db
          .selectFrom('takedowns')
          .selectAll()
          .where('account', '=', account)
          .orderBy('published_at')
          .execute(),
      );
      return rows.map(takenDownVersion);
    },
    async files({ account, slug, version }) {
      const { rows } = await store.query((db) =>
        sql<{ files: string }>`select files from version_files
          where account = ${account} and slug = ${slug} and version = ${version}`.execute(db),
      );
      return rows[0]?.files ? fileOids(rows[0].files) : undefined;
    },
    async versionsOfAccount(account) {
      const rows = await store.query((db) =>
        db
          .selectFrom('versions')
          .selectAll()
          .where('account', '=', account)
          .orderBy('published_at')
          .execute(),
      );
      return rows.map(publishedVersion);
    },
    async shown(account, slug) {
      const row = await store.query((db) =>
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
      const rows = await store.query((db) =>
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
      const given = await store.query((db) =>
        db
          .selectFrom('counts.assigned_names as given')
          .innerJoin(
            // A name stays given where nothing is left but what was taken down.
            db
              .selectFrom('versions')
              .select(['account', 'slug'])
              .unionAll(db.selectFrom('takedowns').select(['account', 'slug']))
              .as('v'),
            (join) => join.onRef('v.account', '=', 'given.author').onRef('v.slug', '=', 'given.slug'),
          )
          .select('given.author')
          .where('given.slug', '=', slug)
          .limit(1)
          .executeTakeFirst(),
      );
      return given ? (given.author as Username) : firstPublisher(slug);
    },
    firstPublisher,
    dump: () =>
      store.read(async (db) => {
        const lines: string[] = [];
        for (const [table, select] of Object.entries(ROWS)) {
          const { rows } = await select.execute(db);
          // The id of a function says only when it was put in.
          for (const { id: _, ...row } of rows) lines.push(JSON.stringify([table, row]));
        }
        return lines.map((line) => `${line}\n`).join('');
      }),
  };
}
