import { Kysely, SqliteDialect } from 'kysely';
import type Database from 'libsql';
import { guardedDatabase } from './guardedDatabase.ts';
import { type Patience, retryBusy } from './retryBusy.ts';
import { storeError } from './storeError.ts';

/** One connection, used only in transactions and for single queries. Work may run more than once and must not wait for anything but its queries. */
export interface Store<Tables> {
  /** Runs the one query of the work, without the four statements of a transaction around it. */
  query<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Runs the work on one snapshot. */
  read<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Runs the work alone, of all processes, and commits it; nothing is written where it throws. */
  write<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Wraps an open database. Its operations throw `BUSY` after ten seconds of waiting for a lock, `STORE_FULL` and
 * `STORE_UNAVAILABLE`; what the work throws comes through. `attached` names the attached databases that it reads.
 */
export function createStore<Tables>(
  database: Database.Database,
  { attached = [], patience }: { attached?: readonly string[]; patience?: Patience } = {},
): Store<Tables> {
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: guardedDatabase(database) }) });
  const schemas = ['main', ...attached].map((name) => `select 1 from ${name}.sqlite_schema limit 1`);

  async function transaction<T>(
    begin: readonly string[],
    work: (db: Kysely<Tables>) => Promise<T>,
  ): Promise<T> {
    const attempt = () =>
      kysely.connection().execute(async (db) => {
        try {
          // All locks are taken here, and by exec: a prepared statement that fails for a lock stays open until it is
          // garbage, which pins an old snapshot and lets no later transaction commit.
          for (const statement of begin) database.exec(statement);
          const result = await work(db);
          database.exec('commit');
          return result;
        } catch (error) {
          // SQLite has already rolled back after some errors, a full disk for one.
          if (database.inTransaction) database.exec('rollback');
          throw error;
        }
      });
    return patiently(attempt);
  }

  async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      return await retryBusy(attempt, patience);
    } catch (error) {
      throw storeError(error);
    }
  }

  return {
    query: (work) => patiently(() => kysely.connection().execute(work)),
    read: (work) => transaction(['begin', ...schemas], work),
    // A transaction that first reads and then writes would fail where another connection wrote in between.
    write: (work) => transaction(['begin immediate'], work),
    close: () => {
      database.close();
    },
  };
}
