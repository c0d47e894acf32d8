import type { SqliteDatabase } from 'kysely';
import type Database from 'libsql';
import { bindable } from './bindable.ts';

/** The database as kysely's dialect wants it, with every bound value checked by {@link bindable} first. */
export function guardedDatabase(database: Database.Database): SqliteDatabase {
  return {
    close: () => {
      database.close();
    },
    prepare: (text) => {
      const statement = database.prepare(text);
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(parameters.map(bindable)),
        run: (parameters) => statement.run(parameters.map(bindable)),
        iterate: (parameters) => statement.iterate(parameters.map(bindable)),
      };
    },
  };
}
