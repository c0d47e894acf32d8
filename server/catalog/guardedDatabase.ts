import type { SqliteDatabase } from 'kysely';
import type Database from 'libsql';
import { LRUCache } from 'lru-cache';
import { bindable } from './bindable.ts';

const CACHED_STATEMENTS = 200;
const LONGEST_CACHED = 4_000;

/**
 * The database as kysely's dialect wants it, with every bound value checked by {@link bindable} first. Statements are kept for
 * reuse, since each holds native memory that only the garbage collector frees, which does not see how much it is.
 */
export function guardedDatabase(database: Database.Database): SqliteDatabase {
  const statements = new LRUCache<string, Database.Statement>({ max: CACHED_STATEMENTS });

  function prepared(text: string): Database.Statement {
    const known = statements.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    if (text.length <= LONGEST_CACHED) statements.set(text, statement);
    return statement;
  }

  return {
    close: () => {
      database.close();
    },
    prepare: (text) => {
      const statement = prepared(text);
      const guarded =
        <Result>(execute: (values: unknown[]) => Result) =>
        (parameters: readonly unknown[]): Result => {
          const values = parameters.map(bindable);
          try {
            return execute(values);
          } catch (error) {
            // One that failed half way may still be open.
            statements.delete(text);
            throw error;
          }
        };
      return {
        reader: statement.reader,
        all: guarded((values) => statement.all(values)),
        run: guarded((values) => statement.run(values)),
        iterate: guarded((values) => statement.iterate(values)),
      };
    },
  };
}
