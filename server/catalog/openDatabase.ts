import Database from 'libsql';
import { retryBusy } from './retryBusy.ts';
import { fileError, storeError } from './storeError.ts';

/** How much of a commit is on disk when it returns: all of it, or all but what a power cut may take back. */
export type Durability = 'full' | 'normal';

/**
 * Opens or creates a database in WAL mode. Throws `STORE_UNAVAILABLE`, `STORE_FULL`, `BUSY`, and the driver's own error where
 * the content is damaged, for {@link isDamage}.
 */
export async function openDatabase(file: string, durability: Durability): Promise<Database.Database> {
  const database = connect(file);
  try {
    // Switching to WAL ignores the timeout, so a file that two processes create at once is retried here.
    await retryBusy(() => database.exec('pragma journal_mode = wal'));
    database.exec(`pragma synchronous = ${durability}; pragma foreign_keys = on`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens a connection whose statements wait at most 250 ms for a lock: they block the event loop while they do. */
export function connect(file: string): Database.Database {
  let database: Database.Database;
  try {
    database = new Database(file);
  } catch (error) {
    // The driver's constructor gives no code: whatever it says, the file could not be opened.
    throw fileError(error);
  }
  database.exec('pragma busy_timeout = 250');
  return database;
}

/** Runs the opening of a database, turning the driver's errors into the registry's. */
export async function opening<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw storeError(error);
  }
}
