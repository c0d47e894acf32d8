import { existsSync, rmSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import { INDEX_SCHEMA, INDEX_VERSION } from './indexTables.ts';
import { openDatabase } from './openDatabase.ts';
import { createStore } from './store.ts';
import { fileError, isDamage } from './storeError.ts';

/** How an index file was found: usable, missing, or damaged or of another schema and so replaced by an empty one. */
export type Opened = 'existing' | 'created' | 'replaced';

/**
 * Makes sure that a sound index of the present schema stands at the path, in a folder that exists. To be run under a lock
 * between processes.
 */
export async function prepareIndexFile(file: string): Promise<Opened> {
  const exists = existsSync(file);
  if (exists && (await isSound(file))) return 'existing';
  removeDatabase(file);
  await createEmpty(file);
  return exists ? 'replaced' : 'created';
}

/** Whether the file is an index of the present schema that SQLite finds nothing wrong with. */
export async function isSound(file: string): Promise<boolean> {
  try {
    const store = createStore(await openDatabase(file, 'normal'));
    try {
      return await store.read(async (db) => {
        const schema = await sql<{ user_version: number }>`pragma user_version`.execute(db);
        if (schema.rows[0]?.user_version !== INDEX_VERSION) return false;
        // SQLite reads a last page that was cut off as if zeros had stood there.
        const page = await sql<{ page_size: number }>`pragma page_size`.execute(db);
        if (statSync(file).size % page.rows[0]!.page_size !== 0) return false;
        const check = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
        return check.rows[0]?.quick_check === 'ok';
      });
    } finally {
      store.close();
    }
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

function removeDatabase(file: string): void {
  try {
    // The journals go last: without their database they are removed on the next start, but not the other way round.
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
  } catch (error) {
    throw fileError(error);
  }
}

async function createEmpty(file: string): Promise<void> {
  const store = createStore(await openDatabase(file, 'normal'));
  try {
    await store.write(async (db) => {
      for (const statement of INDEX_SCHEMA) await sql.raw(statement).execute(db);
      await sql.raw(`pragma user_version = ${INDEX_VERSION}`).execute(db);
    });
  } finally {
    store.close();
  }
}
