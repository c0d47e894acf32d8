import { closeSync, openSync, rmSync } from 'node:fs';
import { RegistryError } from '../contract/errors.ts';
import type { Username } from '../contract/names.ts';
import { connect } from './openDatabase.ts';
import { retryBusy } from './retryBusy.ts';
import { fileError, isDamage, storeError } from './storeError.ts';

/** More than anybody reads. */
const MOST_PROBLEMS = 20;

/**
 * Copies a database as it is at one moment, beside those who write to it, into a file that must not exist yet and that
 * only its owner may read. What was deleted from the database is not in the copy. Throws `STORE_UNAVAILABLE`, `STORE_FULL`.
 */
export async function copyDatabase(file: string, copy: string): Promise<void> {
  try {
    closeSync(openSync(copy, 'wx', 0o600));
  } catch (error) {
    throw fileError(error);
  }
  const database = connect(file);
  try {
    await retryBusy(() => database.exec(`vacuum into '${copy.replaceAll("'", "''")}'`));
  } catch (error) {
    rmSync(copy, { force: true });
    throw storeError(error);
  } finally {
    database.close();
  }
}

/** What SQLite finds wrong with a database, references that lead nowhere included; nothing where it is sound. */
export async function databaseProblems(file: string): Promise<string[]> {
  try {
    const database = connect(file);
    try {
      return await retryBusy(() => {
        const pages = database.prepare(`pragma integrity_check(${MOST_PROBLEMS})`).all() as {
          integrity_check: string;
        }[];
        const lines = pages.map(({ integrity_check: line }) => line).filter((line) => line !== 'ok');
        if (lines.length > 0) return lines;
        const broken = database.prepare('pragma foreign_key_check').all() as { table: string }[];
        return [
          ...new Set(broken.map(({ table }) => `a row of ${table} names an account that is not there`)),
        ];
      });
    } finally {
      database.close();
    }
  } catch (error) {
    if (isDamage(error)) return [(error as Error).message];
    throw storeError(error);
  }
}

/** Moves all that was written into the database's own file, so that it can be renamed without its journal; throws `BUSY`. */
export async function settleDatabase(file: string): Promise<void> {
  const database = connect(file);
  try {
    const result = database.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number };
    if (result.busy !== 0) throw new RegistryError('BUSY', `Another process reads ${file}`);
  } catch (error) {
    throw storeError(error);
  } finally {
    database.close();
  }
}

/** The names of the accounts in a database, which is not migrated for it. */
export function usernamesIn(file: string): Set<Username> {
  const database = connect(file);
  try {
    const rows = database.prepare('select username from accounts').all() as { username: Username }[];
    return new Set(rows.map(({ username }) => username));
  } catch (error) {
    throw storeError(error);
  } finally {
    database.close();
  }
}

/** Makes the database's own look-up tables again, which is all that can be mended in it; whether it is sound then. */
export async function rebuildLookups(file: string): Promise<boolean> {
  try {
    const database = connect(file);
    try {
      await retryBusy(() => database.exec('reindex'));
    } finally {
      database.close();
    }
  } catch (error) {
    if (!isDamage(error)) throw storeError(error);
  }
  return (await databaseProblems(file)).length === 0;
}
