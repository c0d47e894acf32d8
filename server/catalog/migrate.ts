import { type Kysely, sql } from 'kysely';
import { RegistryError } from '../contract/errors.ts';
import type { Store } from './store.ts';

/** One step of a schema, written once and never changed after a release. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/**
 * Applies the migrations that the file lacks, all or none; `user_version` counts those applied. Throws `STORE_UNAVAILABLE`
 * where the file has had more of them than this version knows.
 */
export async function migrate<Tables>(
  store: Store<Tables>,
  migrations: readonly Migration[],
  what: string,
): Promise<void> {
  if ((await store.read(schemaVersion)) === migrations.length) return;
  await store.write(async (db) => {
    const applied = await schemaVersion(db);
    if (applied > migrations.length) {
      throw new RegistryError(
        'STORE_UNAVAILABLE',
        `${what} was written by a newer version of the registry (schema ${applied}; this one knows ${migrations.length})`,
        { hint: 'Run the newer version again, or restore a backup made before the upgrade.' },
      );
    }
    for (const statement of migrations.slice(applied).flatMap((migration) => migration.statements)) {
      await sql.raw(statement).execute(db);
    }
    await sql.raw(`pragma user_version = ${migrations.length}`).execute(db);
  });
}

async function schemaVersion<Tables>(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  return rows[0]!.user_version;
}
