import type { Kysely } from 'kysely';
import type { Oid, Slug, Username, Version } from '../contract/names.ts';
import type { TakenDownVersion } from '../domain/takedown.ts';
import {
  functionRow,
  type IndexedVersion,
  isShownOver,
  searchRow,
  tagRows,
  takedownRow,
  versionFilesRow,
  versionRow,
} from './indexRows.ts';
import type { IndexTables } from './indexTables.ts';
import type { Store } from './store.ts';

/** What changes the index, one transaction each. */
export interface IndexWrites {
  /** Makes the account's rows anew from all of its versions; a null tip or no versions removes it. */
  replaceAccount(
    account: Username,
    tip: Oid | null,
    versions: readonly IndexedVersion[],
    takenDown?: readonly TakenDownVersion[],
  ): Promise<void>;
  /** Adds what one publish wrote; `false`, and nothing written, where the recorded tip (null: none) is not `oldTip`. */
  addVersion(account: Username, oldTip: Oid | null, newTip: Oid, version: IndexedVersion): Promise<boolean>;
}

/** Rows in one insert, well below SQLite's limit of bound values. */
const BATCH = 200;

/** The writing operations, over an open store. */
export function indexWrites(store: Store<IndexTables>): IndexWrites {
  return {
    replaceAccount: (account, tip, versions, takenDown = []) =>
      store.write(async (db) => {
        await db
          .deleteFrom('function_search')
          .where('rowid', 'in', db.selectFrom('functions').select('id').where('account', '=', account))
          .execute();
        for (const table of [
          'function_tags',
          'functions',
          'takedowns',
          'version_files',
          'versions',
          'repositories',
        ] as const) {
          await db.deleteFrom(table).where('account', '=', account).execute();
        }
        if (tip === null || versions.length + takenDown.length === 0) return;
        await db.insertInto('repositories').values({ account, tip }).execute();
        for (const rows of batches(takenDown.map(takedownRow)))
          await db.insertInto('takedowns').values(rows).execute();
        for (const rows of batches(versions.map(versionRow)))
          await db.insertInto('versions').values(rows).execute();
        for (const rows of batches(versions.map(versionFilesRow)))
          await db.insertInto('version_files').values(rows).execute();
        const functions = byFunction(versions);
        for (const rows of batches(
          functions.map((shown) => functionRow(shown.version, shown.firstPublishedAt)),
        )) {
          await db.insertInto('functions').values(rows).execute();
        }
        const ids = await functionIds(db, account);
        for (const rows of batches(functions)) {
          const texts = rows.map((shown) => ({
            rowid: ids.get(shown.version.slug)!,
            ...searchRow(shown.version),
          }));
          await db.insertInto('function_search').values(texts).execute();
        }
        for (const rows of batches(functions.flatMap((shown) => tagRows(shown.version)))) {
          await db.insertInto('function_tags').values(rows).execute();
        }
      }),
    addVersion: (account, oldTip, newTip, version) =>
      store.write(async (db) => {
        const recorded = await db
          .selectFrom('repositories')
          .select('tip')
          .where('account', '=', account)
          .executeTakeFirst();
        if ((recorded?.tip ?? null) !== oldTip) return false;
        await db.replaceInto('repositories').values({ account, tip: newTip }).execute();
        await db.replaceInto('versions').values(versionRow(version)).execute();
        await db.replaceInto('version_files').values(versionFilesRow(version)).execute();
        await showIfHighest(db, version);
        return true;
      }),
  };
}

async function showIfHighest(db: Kysely<IndexTables>, version: IndexedVersion): Promise<void> {
  const { account, slug } = version;
  const present = await db
    .selectFrom('functions')
    .select(['version', 'first_published_at'])
    .where('account', '=', account)
    .where('slug', '=', slug)
    .executeTakeFirst();
  const firstPublishedAt = Math.min(version.publishedAt, present?.first_published_at ?? version.publishedAt);
  if (present && isShownOver(present.version as Version, version.version)) {
    await db
      .updateTable('functions')
      .set({ first_published_at: firstPublishedAt })
      .where('account', '=', account)
      .where('slug', '=', slug)
      .execute();
    return;
  }
  const row = functionRow(version, firstPublishedAt);
  const { id } = await db
    .insertInto('functions')
    .values(row)
    .onConflict((conflict) => conflict.columns(['account', 'slug']).doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .replaceInto('function_search')
    .values({ rowid: id, ...searchRow(version) })
    .execute();
  await db.deleteFrom('function_tags').where('account', '=', account).where('slug', '=', slug).execute();
  const tags = tagRows(version);
  if (tags.length > 0) await db.insertInto('function_tags').values(tags).execute();
}

async function functionIds(db: Kysely<IndexTables>, account: Username): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('functions')
    .select(['slug', 'id'])
    .where('account', '=', account)
    .execute();
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

function byFunction(
  versions: readonly IndexedVersion[],
): { version: IndexedVersion; firstPublishedAt: number }[] {
  const functions = new Map<Slug, { version: IndexedVersion; firstPublishedAt: number }>();
  for (const version of versions) {
    const known = functions.get(version.slug);
    functions.set(version.slug, {
      version: known && isShownOver(known.version.version, version.version) ? known.version : version,
      firstPublishedAt: Math.min(known?.firstPublishedAt ?? version.publishedAt, version.publishedAt),
    });
  }
  return [...functions.values()];
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH);
}
