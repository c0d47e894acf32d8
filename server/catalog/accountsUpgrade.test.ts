import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import type { Slug, Username } from '../contract/names.ts';
import { openAccountsDatabase } from './accountsDatabase.ts';
import { migrate } from './migrate.ts';
import { ACCOUNTS_MIGRATIONS } from './migrations/accounts.ts';
import { openDatabase } from './openDatabase.ts';
import { createStore } from './store.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

/** What a registry of the first schema has written, a row of each table. */
const ROWS = [
  `insert into accounts values ('acc_1', 'alice', 'Alice@example.org', 'alice@example.org', 'hash', 5)`,
  `insert into accounts values ('acc_2', 'bob', 'bob@example.org', 'bob@example.org', 'hash', 6)`,
  `insert into keys values ('key_1', 'acc_1', 'key', 'laptop', 'ac_abcdefg', 'secret', '["read"]', '["resize"]', 7, null, 8, null)`,
  `insert into keys values ('key_2', 'acc_1', 'key', 'old', 'ac_hijklmn', 'gone', '["read"]', null, 7, null, null, 9)`,
  `insert into audit values ('aud_1', 9, 'acc_1', 'key_1', 'star.add', 'bob/resize', 'r1', '{"a":"b"}')`,
  `insert into stars values ('bob', 'resize', 'acc_1')`,
  `insert into installs values ('bob', 'resize', 12)`,
];

it.each(ACCOUNTS_MIGRATIONS.map((_, known) => [known + 1]))(
  'keeps everything that a registry of schema %i has stored',
  async (known) => {
    const file = join(temporaryFolder(), 'accounts.db');
    const before = createStore(await openDatabase(file, 'full'));
    await migrate(before, ACCOUNTS_MIGRATIONS.slice(0, 1), 'The accounts database');
    for (const row of ROWS) await before.write((db) => sql.raw(row).execute(db));
    await migrate(before, ACCOUNTS_MIGRATIONS.slice(0, known), 'The accounts database');
    before.close();

    const database = await openAccountsDatabase(file);
    onTestFinished(() => database.close());
    const [bob, resize] = ['bob' as Username, 'resize' as Slug];
    const nothing = {
      disabledAt: null,
      deletedAt: null,
      quotas: { drafts: null, functions: null, bytes: null },
    };
    const alice = {
      ...{ id: 'acc_1', username: 'alice', email: 'Alice@example.org', passwordHash: 'hash', createdAt: 5 },
      ...nothing,
    };
    expect(await database.accounts()).toEqual([
      alice,
      ...[{ ...alice, id: 'acc_2', username: 'bob', email: 'bob@example.org', createdAt: 6 }],
    ]);
    expect(await database.accountByEmail('alice@EXAMPLE.org')).toEqual(alice);
    expect(await database.keyByHash('secret')).toMatchObject({
      key: { id: 'key_1', functions: ['resize'], lastUsedAt: 8 },
      account: alice,
    });
    expect(await database.keyByHash('gone')).toBeUndefined();
    expect(await database.auditOf('acc_1', 9)).toEqual([
      expect.objectContaining({ id: 'aud_1', action: 'star.add', details: { a: 'b' } }),
    ]);
    expect(await database.counts(bob, resize)).toEqual({ stars: 1, installs: 12 });
    expect([await database.links('invitation'), await database.assignedNames()]).toEqual([[], []]);
    expect(await database.disableAccount('acc_1', 10)).toBe(true);
    expect((await database.accountById('acc_1'))?.disabledAt).toBe(10);
  },
);
