import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from './openDatabase.ts';
import { createStore } from './store.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

interface Tables {
  counters: { name: string; value: number };
}

async function openCounters(file = join(temporaryFolder(), 'counters.db')) {
  const database = await openDatabase(file, 'normal');
  database.exec('create table if not exists counters (name text primary key, value integer not null) strict');
  const store = createStore<Tables>(database, {
    patience: { budget: 0, now: () => 0, wait: async () => {}, random: () => 0 },
  });
  onTestFinished(() => store.close());
  return { file, database, store };
}

const insert = (name: string, value: number) => (db: Parameters<Parameters<StoreOf['write']>[0]>[0]) =>
  db.insertInto('counters').values({ name, value }).execute();
type StoreOf = Awaited<ReturnType<typeof openCounters>>['store'];

const all = (store: StoreOf) =>
  store.read((db) => db.selectFrom('counters').selectAll().orderBy('name').execute());

describe('createStore', () => {
  it('commits what the work wrote and returns what it returned', async () => {
    const { store } = await openCounters();
    const row = await store.write((db) =>
      db.insertInto('counters').values({ name: 'a', value: 1 }).returning('value').executeTakeFirst(),
    );
    expect(row).toEqual({ value: 1 });
    expect(await all(store)).toEqual([{ name: 'a', value: 1 }]);
  });

  it('writes nothing where the work throws, and goes on working', async () => {
    const { store } = await openCounters();
    const failing = store.write(async (db) => {
      await insert('a', 1)(db);
      throw new RangeError('changed my mind');
    });
    await expect(failing).rejects.toThrow(RangeError);
    await store.write(insert('b', 2));
    expect(await all(store)).toEqual([{ name: 'b', value: 2 }]);
  });

  it('lets transactions of one connection wait for each other', async () => {
    const { store } = await openCounters();
    await store.write(insert('a', 0));
    const increment = () =>
      store.write(async (db) => {
        const { value } = await db.selectFrom('counters').select('value').executeTakeFirstOrThrow();
        await db
          .updateTable('counters')
          .set({ value: value + 1 })
          .execute();
      });
    await Promise.all(Array.from({ length: 50 }, increment));
    expect(await all(store)).toEqual([{ name: 'a', value: 50 }]);
  });

  it('answers BUSY while another connection keeps the lock, and reads on', async () => {
    const { store, file } = await openCounters();
    const other = await openCounters(file);
    other.database.exec('begin immediate');
    await expect(store.write(insert('a', 1))).rejects.toMatchObject({ code: 'BUSY' });
    expect(await all(store)).toEqual([]);
    other.database.exec('rollback');
    await store.write(insert('a', 1));
    expect(await all(other.store)).toEqual([{ name: 'a', value: 1 }]);
  });

  it('answers STORE_FULL where no page can be added, keeps what was there, and works again with space', async () => {
    const { store, database } = await openCounters();
    await store.write(insert('a', 1));
    database.pragma('max_page_count = 3');
    const fill = store.write(async (db) => {
      for (let n = 0; n < 2_000; n++) await insert(`filler ${n}`, n)(db);
    });
    await expect(fill).rejects.toMatchObject({ code: 'STORE_FULL', status: 507 });
    expect(await all(store)).toEqual([{ name: 'a', value: 1 }]);
    database.pragma('max_page_count = 1000000');
    await store.write(insert('b', 2));
    expect(await all(store)).toHaveLength(2);
  });

  it('answers STORE_READ_ONLY where the database may only be read, and reads on', async () => {
    const { store, database } = await openCounters();
    await store.write(insert('a', 1));
    database.pragma('query_only = on');
    await expect(store.write(insert('b', 1))).rejects.toMatchObject({
      code: 'STORE_READ_ONLY',
      status: 503,
    });
    expect(await all(store)).toHaveLength(1);
  });

  it('passes on the error of a statement that is wrong', async () => {
    const { store } = await openCounters();
    await expect(store.read((db) => sql`select * from nowhere`.execute(db))).rejects.toMatchObject({
      code: 'SQLITE_ERROR',
    });
  });
});

describe('openDatabase', () => {
  it('answers STORE_UNAVAILABLE where the folder is missing, and makes nothing', async () => {
    const folder = join(temporaryFolder(), 'missing');
    await expect(openDatabase(join(folder, 'a.db'), 'full')).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(existsSync(folder)).toBe(false);
  });
});
