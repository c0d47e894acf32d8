import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Slug, Username } from '../contract/names.ts';
import { openAccountsDatabase } from './accountsDatabase.ts';
import type { StoredKey } from './keyRecords.ts';
import type { OneTimeLink } from './linkRecords.ts';
import { temporaryFolder } from './temporaryFolder.testing.ts';

const FUTURE = Date.now() + 3_600_000;
const link = (id: string, more: Partial<OneTimeLink> = {}): OneTimeLink => ({
  ...{ id, kind: 'invitation', accountId: null, email: null, createdAt: 1, expiresAt: FUTURE },
  ...{ usedAt: null, withdrawnAt: null, ...more },
});
const account = (username: string) => ({
  ...{ id: `acc_${username}`, username: username as Username, email: `${username}@example.org` },
  ...{ passwordHash: `hash of ${username}`, createdAt: 5 },
});
const key = (id: string, kind: StoredKey['kind'], more: Partial<StoredKey> = {}): StoredKey => ({
  ...{ id, accountId: 'acc_alice', kind, name: 'a name', prefix: 'ac_abcdefg', scopes: ['read'] },
  ...{ functions: null, createdAt: 5, expiresAt: null, lastUsedAt: null, ...more },
});

async function withAlice() {
  const folder = temporaryFolder();
  const database = await openAccountsDatabase(join(folder, 'accounts.db'));
  onTestFinished(() => database.close());
  await database.createAccount(account('alice'));
  await database.createKey(key('key_k', 'key'), 'secret k');
  await database.createKey(key('key_s', 'session'), 'secret s');
  const alive = async () => (await database.keysOf('acc_alice')).map(({ id }) => id).sort();
  return { folder, database, alive };
}

describe('an account', () => {
  it('that is disabled starts no session and changes no password, and keeps its keys for when it is enabled', async () => {
    const { database, alive } = await withAlice();
    expect(await database.disableAccount('acc_alice', 9)).toBe(true);
    expect(await database.disableAccount('acc_alice', 10)).toBe(false);
    expect(await alive()).toEqual(['key_k']);
    expect((await database.keyByHash('secret k'))?.account.disabledAt).toBe(9);
    const session = { key: key('key_n', 'session'), secretHash: 'secret n' };
    expect(await database.startSession(session, 'hash of alice')).toBe(false);
    const change = { accountId: 'acc_alice', from: 'hash of alice', to: 'new', session: null };
    expect(await database.changePassword(change)).toBe(false);
    expect(await database.enableAccount('acc_alice')).toBe(true);
    expect(await database.enableAccount('acc_alice')).toBe(false);
    expect(await database.startSession(session, 'hash of alice')).toBe(true);
  });

  it('gets quotas one by one, and loses them to what everybody gets', async () => {
    const { database } = await withAlice();
    const quotas = async () => (await database.accountById('acc_alice'))!.quotas;
    await database.setQuotas('acc_alice', { drafts: 5, bytes: Number.POSITIVE_INFINITY });
    expect(await quotas()).toEqual({ drafts: 5, functions: null, bytes: Number.POSITIVE_INFINITY });
    await database.setQuotas('acc_alice', { drafts: null, functions: 0 });
    expect(await quotas()).toEqual({ drafts: null, functions: 0, bytes: Number.POSITIVE_INFINITY });
    await database.setQuotas('acc_alice', {});
    expect(await quotas()).toEqual({ drafts: null, functions: 0, bytes: Number.POSITIVE_INFINITY });
  });

  it('loses its sessions, and its keys where asked, with its password', async () => {
    const { database, alive } = await withAlice();
    await database.resetPassword('acc_alice', 'new', false);
    expect((await database.accountById('acc_alice'))?.passwordHash).toBe('new');
    expect(await alive()).toEqual(['key_k']);
    await database.resetPassword('acc_alice', 'newer', true);
    expect(await alive()).toEqual([]);
  });

  it('that is erased leaves its name and nothing of a person, in no file', async () => {
    const { folder, database } = await withAlice();
    await database.createAccount(account('bob'));
    for (const name of ['alice', 'bob'])
      await database.setStar(`acc_${name}`, 'bob' as Username, 'resize' as Slug, true);
    await database.createLink(link('lnk_1', { email: 'ALICE@example.org' }), 'a link');
    await database.createLink(link('lnk_2', { kind: 'password', accountId: 'acc_alice' }), 'another');
    const entry = { accountId: 'acc_alice', actorKeyId: null, requestId: null, target: 't', details: {} };
    for (const action of ['login.succeed', 'star.add', 'key.create', 'version.publish', 'account.create'])
      await database.audit({ ...entry, id: action, at: 1, action });
    // Rows that grow move within their pages, and leave copies behind.
    for (let at = 1; at < 50; at += 1) await database.disableAccount('acc_alice', at * 1_000_000);
    await database.setQuotas('acc_alice', { bytes: 2 ** 50 });
    await database.eraseAccount('acc_alice', 9_000_000);
    await database.overwriteErased();
    expect(await database.accountById('acc_alice')).toEqual({
      ...{ id: 'acc_alice', username: 'alice', email: '', passwordHash: '', createdAt: 5 },
      ...{ disabledAt: 1_000_000, deletedAt: 9_000_000 },
      quotas: { drafts: null, functions: null, bytes: null },
    });
    expect(await database.keyByHash('secret k')).toBeUndefined();
    expect(await database.accountByEmail('alice@example.org')).toBeUndefined();
    expect([await database.links('invitation'), await database.links('password')]).toEqual([[], []]);
    expect(await database.counts('bob' as Username, 'resize' as Slug)).toMatchObject({ stars: 1 });
    const trail = await database.auditOf('acc_alice', 9);
    expect(trail.map(({ action }) => action).sort()).toEqual(['account.create', 'version.publish']);
    expect(await database.enableAccount('acc_alice')).toBe(false);
    await expect(database.createAccount({ ...account('alice'), id: 'acc_2' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).toString('latin1').toLowerCase()).not.toMatch(
        /alice@example|hash of alice|secret k/,
      );
  });
});

describe('a one-time link', () => {
  it('makes one account, of however many that come by it', async () => {
    const { database } = await withAlice();
    await database.createLink(link('lnk_1'), 'a link');
    const both = await Promise.allSettled(
      ['bob', 'carol'].map((name) => database.createInvitedAccount(account(name), 'lnk_1')),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'LINK_INVALID' },
    });
    expect(await database.accounts()).toHaveLength(2);
    expect(await database.linkByHash('a link')).toMatchObject({ usedAt: expect.any(Number) });
    expect(await database.withdrawLink('lnk_1')).toBe(false);
  });

  it('is not spent on an account that cannot be made', async () => {
    const { database } = await withAlice();
    await database.createLink(link('lnk_1'), 'a link');
    const taken = { ...account('bob'), email: 'alice@example.org' };
    await expect(database.createInvitedAccount(taken, 'lnk_1')).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    await database.createInvitedAccount(account('bob'), 'lnk_1');
    expect((await database.linkByHash('a link'))?.accountId).toBe('acc_bob');
  });

  it('is worth nothing once it has expired, was withdrawn, or is of another kind', async () => {
    const { database, alive } = await withAlice();
    await database.createLink(link('lnk_1', { expiresAt: Date.now() - 1 }), '1');
    await database.createLink(link('lnk_2'), '2');
    await database.createLink(link('lnk_3', { kind: 'password', accountId: 'acc_alice' }), '3');
    expect([await database.withdrawLink('lnk_1'), await database.withdrawLink('lnk_2')]).toEqual([
      false,
      true,
    ]);
    for (const id of ['lnk_1', 'lnk_2', 'lnk_3', 'lnk_none'])
      await expect(database.createInvitedAccount(account('bob'), id)).rejects.toMatchObject({
        code: 'LINK_INVALID',
      });
    await expect(database.setPasswordByLink('lnk_2', 'new')).rejects.toMatchObject({ code: 'LINK_INVALID' });
    expect(await database.accounts()).toHaveLength(1);
    await database.createLink(link('lnk_4', { kind: 'password', accountId: 'acc_alice' }), '4');
    await database.setPasswordByLink('lnk_3', 'new');
    await expect(database.setPasswordByLink('lnk_4', 'newer')).rejects.toMatchObject({
      code: 'LINK_INVALID',
    });
    expect((await database.accountById('acc_alice'))?.passwordHash).toBe('new');
    expect(await alive()).toEqual(['key_k']);
  });
});
