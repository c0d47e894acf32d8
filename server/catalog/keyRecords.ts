import { sql } from 'kysely';
import type { Slug } from '../contract/names.ts';
import type { Scope } from '../contract/requests.ts';
import { type Account, toAccount } from './accountRecords.ts';
import type { AccountsTables, KeyRow } from './accountsTables.ts';
import type { Store } from './store.ts';

/** What is kept of a key or a session, its secret's hash aside; times are milliseconds since 1970. */
export interface StoredKey {
  /** `key_` and hex. */
  id: string;
  accountId: string;
  kind: 'key' | 'session';
  name: string;
  prefix: string;
  scopes: Scope[];
  /** The slugs the key is limited to; `null`, all of the account's. */
  functions: Slug[] | null;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
}

/** The keys and sessions of accounts.db. */
export interface KeyRecords {
  createKey(key: StoredKey, secretHash: string): Promise<void>;
  /** The key with this secret and its account, unless it was revoked; whether it has expired is for the caller to see. */
  keyByHash(secretHash: string): Promise<{ key: StoredKey; account: Account } | undefined>;
  /** The account's keys and sessions that are not revoked, newest first. */
  keysOf(accountId: string): Promise<StoredKey[]>;
  /** Ends a key for good; `false` where the account has no such key or it was revoked before. */
  revokeKey(accountId: string, keyId: string): Promise<boolean>;
  /** Records a use; an earlier one than the last recorded changes nothing. */
  touchKey(keyId: string, at: number): Promise<void>;
}

/** The operations on keys, over an open store. */
export function keyRecords(store: Store<AccountsTables>): KeyRecords {
  return {
    async createKey(key, secretHash) {
      await store.write((db) => db.insertInto('keys').values(toKeyRow(key, secretHash)).execute());
    },
    async keyByHash(secretHash) {
      const key = await store.query((db) =>
        db
          .selectFrom('keys')
          .selectAll()
          .where('secret_hash', '=', secretHash)
          .where('revoked_at', 'is', null)
          .executeTakeFirst(),
      );
      if (!key) return undefined;
      const account = await store.query((db) =>
        db.selectFrom('accounts').selectAll().where('id', '=', key.account_id).executeTakeFirstOrThrow(),
      );
      return { key: toKey(key), account: toAccount(account) };
    },
    async keysOf(accountId) {
      const rows = await store.query((db) =>
        db
          .selectFrom('keys')
          .selectAll()
          .where('account_id', '=', accountId)
          .where('revoked_at', 'is', null)
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .execute(),
      );
      return rows.map(toKey);
    },
    async revokeKey(accountId, keyId) {
      const update = await store.write((db) =>
        db
          .updateTable('keys')
          .set({ revoked_at: sql<number>`cast(unixepoch('subsec') * 1000 as integer)` })
          .where('id', '=', keyId)
          .where('account_id', '=', accountId)
          .where('revoked_at', 'is', null)
          .executeTakeFirst(),
      );
      return update.numUpdatedRows > 0n;
    },
    async touchKey(keyId, at) {
      await store.write((db) =>
        db
          .updateTable('keys')
          .set({ last_used_at: at })
          .where('id', '=', keyId)
          .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', at)]))
          .execute(),
      );
    },
  };
}

function toKey(row: KeyRow): StoredKey {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    name: row.name,
    prefix: row.prefix,
    scopes: JSON.parse(row.scopes) as Scope[],
    functions: row.functions === null ? null : (JSON.parse(row.functions) as Slug[]),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  };
}

function toKeyRow(key: StoredKey, secretHash: string): KeyRow {
  return {
    id: key.id,
    account_id: key.accountId,
    kind: key.kind,
    name: key.name,
    prefix: key.prefix,
    secret_hash: secretHash,
    scopes: JSON.stringify(key.scopes),
    functions: key.functions && JSON.stringify(key.functions),
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    last_used_at: key.lastUsedAt,
    revoked_at: null,
  };
}
