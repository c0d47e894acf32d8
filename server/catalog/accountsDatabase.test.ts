import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Slug, Username } from '../contract/names.ts';
import type { Account } from './accountRecords.ts';
import { openAccountsDatabase } from './accountsDatabase.ts';
import type { AuditEntry, AuditFilter } from './auditRecords.ts';
import type { StoredKey } from './keyRecords.ts';
import { connect } from './openDatabase.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

const file = () => join(temporaryFolder(), 'accounts.db');

async function open(path = file()) {
  const database = await openAccountsDatabase(path);
  onTestFinished(() => database.close());
  return database;
}

const account = (username: string, email = `${username}@example.org`): Account => ({
  id: `acc_${username}`,
  username: username as Username,
  email,
  passwordHash: 'scrypt$...',
  createdAt: 1_784_000_000_000,
  disabledAt: null,
  deletedAt: null,
  quotas: { drafts: null, functions: null, bytes: null },
});

const key = (id: string, more: Partial<StoredKey> = {}): StoredKey => ({
  id: `key_${id}`,
  accountId: 'acc_alice',
  kind: 'key',
  name: `The key ${id}`,
  prefix: 'ac_abcdefg',
  scopes: ['read', 'publish'],
  functions: null,
  createdAt: 5,
  expiresAt: null,
  lastUsedAt: null,
  ...more,
});

const entry = (id: string, at: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: `aud_${id}`,
  at,
  accountId: 'acc_alice',
  actorKeyId: null,
  action: 'key.create',
  target: 'key_1',
  requestId: 'r1',
  details: {},
  ...more,
});

describe('openAccountsDatabase', () => {
  it('makes missing folders, and a file and journals that only its owner can read', async () => {
    const folder = join(temporaryFolder(), 'data', 'here');
    const database = await open(join(folder, 'accounts.db'));
    await database.createAccount(account('alice'));
    const names = readdirSync(folder);
    expect(names).toContain('accounts.db-wal');
    for (const name of names)
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('closes a file that others could read to them', async () => {
    const path = file();
    (await openAccountsDatabase(path)).close();
    chmodSync(path, 0o644);
    await open(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps everything when opened again', async () => {
    const path = file();
    const before = await openAccountsDatabase(path);
    await before.createAccount(account('alice'));
    before.close();
    expect(await (await open(path)).accounts()).toEqual([account('alice')]);
  });

  it('refuses a file of a newer version', async () => {
    const path = file();
    (await openAccountsDatabase(path)).close();
    const raw = connect(path);
    raw.exec('pragma user_version = 999');
    raw.close();
    await expect(openAccountsDatabase(path)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('newer version'),
    });
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const path = file();
    writeFileSync(path, 'precious, whatever it is '.repeat(100));
    await expect(openAccountsDatabase(path)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(readFileSync(path, 'utf8')).toBe('precious, whatever it is '.repeat(100));
  });

  it('refuses a folder in its place, and a file in place of its folder', async () => {
    const path = file();
    mkdirSync(path);
    await expect(openAccountsDatabase(path)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const blocked = join(temporaryFolder(), 'blocked');
    writeFileSync(blocked, '');
    await expect(openAccountsDatabase(join(blocked, 'a.db'))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(existsSync(join(blocked, 'a.db'))).toBe(false);
  });
});

describe('accounts', () => {
  it('are found by name, id and e-mail address in any case', async () => {
    const database = await open();
    const alice = account('alice', 'Alice@Example.org');
    await database.createAccount(alice);
    await database.createAccount(account('bob'));
    expect(await database.accountByUsername(alice.username)).toEqual(alice);
    expect(await database.accountById('acc_alice')).toEqual(alice);
    expect(await database.accountByEmail('aLICE@example.ORG')).toEqual(alice);
    expect(await database.accountByEmail('nobody@example.org')).toBeUndefined();
    expect((await database.accounts()).map(({ username }) => username)).toEqual(['alice', 'bob']);
  });

  it.each([account('alice', 'other@example.org'), account('other', 'ALICE@example.org')])(
    'refuses a taken username and a taken e-mail address with the same sentence',
    async (second) => {
      const database = await open();
      await database.createAccount(account('alice'));
      await expect(database.createAccount({ ...second, id: 'acc_2' })).rejects.toMatchObject({
        code: 'ALREADY_EXISTS',
        message: 'An account with this username or e-mail address exists already',
      });
      expect(await database.accounts()).toHaveLength(1);
    },
  );

  it('get a new password, unless they do not exist', async () => {
    const database = await open();
    await database.createAccount(account('alice'));
    await database.setPassword('acc_alice', 'new');
    expect((await database.accountById('acc_alice'))?.passwordHash).toBe('new');
    await expect(database.setPassword('acc_none', 'new')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('answer BAD_REQUEST to text that cannot be stored', async () => {
    const database = await open();
    await expect(database.accountByEmail('a\0@example.org')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('keys', () => {
  async function withAlice() {
    const database = await open();
    await database.createAccount(account('alice'));
    await database.createAccount(account('bob'));
    return database;
  }

  it('are found by their hash, with all that was stored', async () => {
    const database = await withAlice();
    const limited = key('1', { functions: ['resize' as Slug], expiresAt: 9, lastUsedAt: 7, kind: 'session' });
    await database.createKey(limited, 'hash 1');
    expect(await database.keyByHash('hash 1')).toEqual({ key: limited, account: account('alice') });
    expect(await database.keyByHash('hash 2')).toBeUndefined();
  });

  it('are listed newest first, to their owner alone', async () => {
    const database = await withAlice();
    await database.createKey(key('1', { createdAt: 1 }), 'hash 1');
    await database.createKey(key('2', { createdAt: 2 }), 'hash 2');
    await database.createKey(key('3', { accountId: 'acc_bob' }), 'hash 3');
    expect((await database.keysOf('acc_alice')).map(({ id }) => id)).toEqual(['key_2', 'key_1']);
  });

  it('end when revoked, by their owner alone and once', async () => {
    const database = await withAlice();
    await database.createKey(key('1'), 'hash 1');
    expect(await database.revokeKey('acc_bob', 'key_1')).toBe(false);
    expect(await database.keyByHash('hash 1')).toBeDefined();
    expect(await database.revokeKey('acc_alice', 'key_1')).toBe(true);
    expect(await database.keyByHash('hash 1')).toBeUndefined();
    expect(await database.keysOf('acc_alice')).toEqual([]);
    expect(await database.revokeKey('acc_alice', 'key_1')).toBe(false);
  });

  it('stay unique by hash even after being revoked', async () => {
    const database = await withAlice();
    await database.createKey(key('1'), 'hash 1');
    await database.revokeKey('acc_alice', 'key_1');
    await expect(database.createKey(key('2'), 'hash 1')).rejects.toThrow();
  });

  it('cannot be made for an account that does not exist', async () => {
    const database = await withAlice();
    await expect(database.createKey(key('1', { accountId: 'acc_none' }), 'hash 1')).rejects.toThrow();
  });

  it('remember their last use, whatever order uses are recorded in', async () => {
    const database = await withAlice();
    await database.createKey(key('1'), 'hash 1');
    for (const at of [10, 30, 20]) await database.touchKey('key_1', at);
    expect((await database.keyByHash('hash 1'))?.key.lastUsedAt).toBe(30);
  });
});

describe('what happens to credentials in one step', () => {
  const session = (id: string) => ({ key: key(id, { kind: 'session' }), secretHash: `hash ${id}` });
  async function withSessions() {
    const database = await open();
    await database.createAccount(account('alice'));
    await database.createKey(key('k'), 'hash k');
    for (const id of ['1', '2']) await database.createKey(session(id).key, `hash ${id}`);
    const alive = async () => (await database.keysOf('acc_alice')).map(({ id }) => id).sort();
    return { database, alive };
  }

  it('a session starts only while the password is the one that was proved', async () => {
    const { database, alive } = await withSessions();
    expect(await database.startSession(session('3'), 'scrypt$...')).toBe(true);
    expect(await database.startSession(session('4'), 'an older one')).toBe(false);
    expect(await alive()).toEqual(['key_1', 'key_2', 'key_3', 'key_k']);
  });

  it('a changed password ends the sessions and no keys, unless another one came first', async () => {
    const { database, alive } = await withSessions();
    const change = { accountId: 'acc_alice', from: 'scrypt$...', to: 'new', session: session('3') };
    expect(await database.changePassword({ ...change, from: 'an older one' })).toBe(false);
    expect(await alive()).toEqual(['key_1', 'key_2', 'key_k']);
    expect(await database.changePassword(change)).toBe(true);
    expect(await alive()).toEqual(['key_3', 'key_k']);
    expect((await database.accountById('acc_alice'))?.passwordHash).toBe('new');
  });

  it('a key takes the place of another, or nothing happens', async () => {
    const { database, alive } = await withSessions();
    const by = (id: string) => ({ key: key(id), secretHash: `hash ${id}` });
    for (const old of ['key_1', 'key_none'])
      await expect(database.replaceKey(old, by('n'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(database.replaceKey('key_k', by('2'))).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(await alive()).toEqual(['key_1', 'key_2', 'key_k']);
    await database.replaceKey('key_k', by('n'));
    expect(await alive()).toEqual(['key_1', 'key_2', 'key_n']);
  });

  it('all sessions but one end, and are still known by their ids', async () => {
    const { database, alive } = await withSessions();
    expect(await database.revokeSessions('acc_alice', 'key_1')).toBe(1);
    expect(await alive()).toEqual(['key_1', 'key_k']);
    const found = await database.keysById('acc_alice', ['key_2', 'key_none']);
    expect(found.map(({ id }) => id)).toEqual(['key_2']);
    expect(await database.keysById('acc_bob', ['key_2'])).toEqual([]);
    expect(await database.keysById('acc_alice', [])).toEqual([]);
  });
});

describe('the audit trail', () => {
  it('gives what is older than an entry, and of some subjects', async () => {
    const database = await open();
    for (const [id, action] of [
      ['1', 'key.create'],
      ['2', 'keyring.open'],
      ['3', 'login'],
      ['4', 'key.revoke'],
    ] as const)
      await database.audit(entry(id, 10, { action }));
    const ids = async (filter: AuditFilter) =>
      (await database.auditOf('acc_alice', 9, filter)).map(({ id }) => id);
    expect(await ids({ after: { at: 10, id: 'aud_3' } })).toEqual(['aud_2', 'aud_1']);
    expect(await ids({ subjects: ['key', 'login'] })).toEqual(['aud_4', 'aud_3', 'aud_1']);
    expect(await ids({ subjects: ['key'], after: { at: 10, id: 'aud_4' } })).toEqual(['aud_1']);
  });

  it('gives the latest entries of an account, newest first', async () => {
    const database = await open();
    const newest = entry('2', 20, {
      details: { scopes: ['read'], nested: { yes: true } },
      actorKeyId: 'key_9',
    });
    for (const each of [entry('1', 10), newest, entry('0', 5), entry('x', 30, { accountId: 'acc_bob' })]) {
      await database.audit(each);
    }
    expect(await database.auditOf('acc_alice', 2)).toEqual([newest, entry('1', 10)]);
  });

  it('records what a caller sent even where it cannot be stored as it is', async () => {
    const database = await open();
    await database.audit(entry('1', 1, { target: 'a\0b', details: { email: '\0\ud800' } }));
    expect(await database.auditOf('acc_alice', 1)).toEqual([
      entry('1', 1, { target: 'a\ufffdb', details: { email: '\0\ud800' } }),
    ]);
  });
});

describe('stars and installs', () => {
  const alice = 'alice' as Username;
  const resize = 'resize' as Slug;

  it('count each account once, and not after it took its star back', async () => {
    const database = await open();
    for (const name of ['alice', 'bob']) await database.createAccount(account(name));
    const changed: boolean[] = [];
    for (const id of ['acc_alice', 'acc_bob', 'acc_bob'])
      changed.push(await database.setStar(id, alice, resize, true));
    expect(changed).toEqual([true, true, false]);
    expect(await database.hasStar('bob' as Username, alice, resize)).toBe(true);
    expect(await database.counts(alice, resize)).toEqual({ stars: 2, installs: 0 });
    expect(await database.setStar('acc_bob', alice, resize, false)).toBe(true);
    expect(await database.setStar('acc_bob', alice, resize, false)).toBe(false);
    expect(await database.hasStar('bob' as Username, alice, resize)).toBe(false);
    expect(await database.counts(alice, resize)).toEqual({ stars: 1, installs: 0 });
    expect(await database.counts(alice, 'other' as Slug)).toEqual({ stars: 0, installs: 0 });
  });

  it('add up over batches', async () => {
    const database = await open();
    await database.addInstalls([]);
    await database.addInstalls([
      { author: alice, slug: resize, count: 2 },
      { author: alice, slug: resize, count: 3 },
      { author: alice, slug: 'other' as Slug, count: 1 },
    ]);
    await database.addInstalls([{ author: alice, slug: resize, count: 5 }]);
    expect(await database.counts(alice, resize)).toEqual({ stars: 0, installs: 10 });
  });
});
