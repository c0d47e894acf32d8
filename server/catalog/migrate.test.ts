import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Migration, migrate } from './migrate.ts';
import { openDatabase } from './openDatabase.ts';
import { createStore } from './store.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

interface Tables {
  t: { a: number; b: number };
}

const FIRST: Migration = {
  name: 'table',
  statements: ['create table t (a integer)', 'insert into t values (1)'],
};
const SECOND: Migration = { name: 'column', statements: ['alter table t add column b integer default 2'] };
const WRONG: Migration = {
  name: 'wrong',
  statements: ['insert into t values (9, 9)', 'insert into nowhere values (1)'],
};

async function openStore(file: string) {
  const store = createStore<Tables>(await openDatabase(file, 'full'));
  onTestFinished(() => store.close());
  const rows = () => store.read(async (db) => (await sql`select * from t`.execute(db)).rows);
  return { store, rows };
}

describe('migrate', () => {
  it('brings an empty file up to date, and one half way', async () => {
    const { store, rows } = await openStore(join(temporaryFolder(), 'a.db'));
    await migrate(store, [FIRST], 'The database');
    expect(await rows()).toEqual([{ a: 1 }]);
    await migrate(store, [FIRST, SECOND], 'The database');
    expect(await rows()).toEqual([{ a: 1, b: 2 }]);
    await migrate(store, [FIRST, SECOND], 'The database');
    expect(await rows()).toEqual([{ a: 1, b: 2 }]);
  });

  it('applies nothing where one of the steps fails', async () => {
    const { store, rows } = await openStore(join(temporaryFolder(), 'a.db'));
    await migrate(store, [FIRST], 'The database');
    await expect(migrate(store, [FIRST, SECOND, WRONG], 'The database')).rejects.toThrow('nowhere');
    expect(await rows()).toEqual([{ a: 1 }]);
    await migrate(store, [FIRST, SECOND], 'The database');
    expect(await rows()).toEqual([{ a: 1, b: 2 }]);
  });

  it('refuses a file of a newer version and leaves it as it is', async () => {
    const { store, rows } = await openStore(join(temporaryFolder(), 'a.db'));
    await migrate(store, [FIRST, SECOND], 'The database');
    await expect(migrate(store, [FIRST], 'The database')).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: 'The database was written by a newer version of the registry (schema 2; this one knows 1)',
    });
    expect(await rows()).toEqual([{ a: 1, b: 2 }]);
  });

  it('applies each step once where two connections start at once', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const [one, other] = [await openStore(file), await openStore(file)];
    await Promise.all([one, other].map(({ store }) => migrate(store, [FIRST, SECOND], 'The database')));
    expect(await other.rows()).toEqual([{ a: 1, b: 2 }]);
  });
});
