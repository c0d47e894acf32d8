import { type Kysely, type RawBuilder, sql } from 'kysely';
import { RegistryError } from '../contract/errors.ts';
import type { Slug } from '../contract/names.ts';
import type { Scope } from '../contract/requests.ts';
import { type Account, toAccount } from './accountRecords.ts';
import type { AccountsTables, KeyRow } from './accountsTables.ts';
import type { Store } from './store.ts';
import { isUniqueConflict } from './storeError.ts';

/** The database's own time, in milliseconds since 1970. */
export const NOW: RawBuilder<number> = sql`cast(unixepoch('subsec') * 1000 as integer)`;

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
  /** Throws `ALREADY_EXISTS` where there is one with its id or its secret, revoked or not. */
  createKey(key: StoredKey, secretHash: string): Promise<void>;
  /** The key with this secret and its account, unless it was revoked; whether it has expired is for the caller to see. */
  keyByHash(secretHash: string): Promise<{ key: StoredKey; account: Account } | undefined>;
  /** The account's keys and sessions that are not revoked, newest first. */
  keysOf(accountId: string): Promise<StoredKey[]>;
  /** Some of the account's keys and sessions, revoked or not; what it never had is left out. */
  keysById(accountId: string, ids: readonly string[]): Promise<StoredKey[]>;
  /** Ends a key or session for good; `false` where the account has none with this id, or it was revoked before. */
  revokeKey(accountId: string, keyId: string): Promise<boolean>;
  /** Ends all sessions of the account but one, and gives how many there were. */
  revokeSessions(accountId: string, exceptId: string): Promise<number>;
  /** Records a use; an earlier one than the last recorded changes nothing. */
  touchKey(keyId: string, at: number): Promise<void>;
}

/** The operations on keys, over an open store. */
export function keyRecords(store: Store<AccountsTables>): KeyRecords {
  return {
    async createKey(key, secretHash) {
      await store.write((db) => insertKey(db, key, secretHash));
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
    async keysById(accountId, ids) {
      if (ids.length === 0) return [];
      const rows = await store.query((db) =>
        db
          .selectFrom('keys')
          .selectAll()
          .where('account_id', '=', accountId)
          .where('id', 'in', ids)
          .execute(),
      );
      return rows.map(toKey);
    },
    async revokeKey(accountId, keyId) {
      const update = await store.write((db) =>
        db
          .updateTable('keys')
          .set({ revoked_at: NOW })
          .where('id', '=', keyId)
          .where('account_id', '=', accountId)
          .where('revoked_at', 'is', null)
          .executeTakeFirst(),
      );
      return update.numUpdatedRows > 0n;
    },
    async revokeSessions(accountId, exceptId) {
      const update = await store.write((db) =>
        db
          .updateTable('keys')
          .set({ revoked_at: NOW })
          .where('account_id', '=', accountId)
          .where('kind', '=', 'session')
          .where('id', '!=', exceptId)
          .where('revoked_at', 'is', null)
          .executeTakeFirst(),
      );
      return Number(update.numUpdatedRows);
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

/** Stores a key; throws `ALREADY_EXISTS` where there is one with its id or its secret. */
export async function insertKey(
  db: Kysely<AccountsTables>,
  key: StoredKey,
  secretHash: string,
): Promise<void> {
  try {
    await db.insertInto('keys').values(toKeyRow(key, secretHash)).execute();
  } catch (error) {
    if (!isUniqueConflict(error)) throw error;
    throw new RegistryError('ALREADY_EXISTS', 'This key was made already', { cause: error });
  }
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
