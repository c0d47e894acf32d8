import type { Kysely } from 'kysely';
import { RegistryError } from '../contract/errors.ts';
import type { Username } from '../contract/names.ts';
import { QUOTA_KINDS, type StatedQuotas } from '../domain/quotas.ts';
import type { AccountRow, AccountsTables } from './accountsTables.ts';
import { fold } from './fold.ts';
import type { Store } from './store.ts';
import { isUniqueConflict } from './storeError.ts';

/** Someone who may log in and publish. */
export interface Account {
  /** `acc_` and hex. */
  id: string;
  username: Username;
  email: string;
  passwordHash: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Since when its keys and sessions are refused; milliseconds since 1970. */
  disabledAt: number | null;
  /** Since when only its name is left, which nobody else gets, and what it published. */
  deletedAt: number | null;
  quotas: StatedQuotas;
}

/** What an account begins with. */
export type NewAccountRecord = Pick<Account, 'id' | 'username' | 'email' | 'passwordHash' | 'createdAt'>;

/** The accounts of accounts.db. */
export interface AccountRecords {
  /** Throws `ALREADY_EXISTS` where the username or the e-mail address (in any case) is taken, without telling which. */
  createAccount(account: NewAccountRecord): Promise<void>;
  accountByUsername(username: Username): Promise<Account | undefined>;
  accountByEmail(email: string): Promise<Account | undefined>;
  accountById(id: string): Promise<Account | undefined>;
  /** All accounts, those that were deleted too, by username. */
  accounts(): Promise<Account[]>;
  /** Throws `NOT_FOUND` where there is no such account. */
  setPassword(id: string, passwordHash: string): Promise<void>;
  /** Changes what an account may have; a quota that is not named stays. */
  setQuotas(id: string, quotas: Partial<StatedQuotas>): Promise<void>;
}

const COLUMNS = { drafts: 'max_drafts', functions: 'max_functions', bytes: 'max_bytes' } as const;
/** Stands for no limit, where null stands for the registry's own. */
const UNLIMITED = -1;

/** The operations on accounts, over an open store. */
export function accountRecords(store: Store<AccountsTables>): AccountRecords {
  const find = async (column: 'id' | 'username' | 'email_folded', value: string) => {
    const row = await store.query((db) =>
      db.selectFrom('accounts').selectAll().where(column, '=', value).executeTakeFirst(),
    );
    return row && toAccount(row);
  };
  return {
    async createAccount(account) {
      await store.write((db) => insertAccount(db, account));
    },
    accountByUsername: (username) => find('username', username),
    accountByEmail: (email) => find('email_folded', fold(email)),
    accountById: (id) => find('id', id),
    async accounts() {
      const rows = await store.query((db) =>
        db.selectFrom('accounts').selectAll().orderBy('username').execute(),
      );
      return rows.map(toAccount);
    },
    async setPassword(id, passwordHash) {
      const update = await store.write((db) =>
        db
          .updateTable('accounts')
          .set({ password_hash: passwordHash })
          .where('id', '=', id)
          .executeTakeFirst(),
      );
      if (update.numUpdatedRows === 0n) throw new RegistryError('NOT_FOUND', 'There is no such account');
    },
    async setQuotas(id, quotas) {
      const stated = QUOTA_KINDS.filter((kind) => quotas[kind] !== undefined);
      if (stated.length === 0) return;
      const values = Object.fromEntries(stated.map((kind) => [COLUMNS[kind], stored(quotas[kind] ?? null)]));
      await store.write((db) => db.updateTable('accounts').set(values).where('id', '=', id).execute());
    },
  };
}

/** Stores an account; throws as `createAccount` of {@link AccountRecords}. */
export async function insertAccount(db: Kysely<AccountsTables>, account: NewAccountRecord): Promise<void> {
  try {
    await db.insertInto('accounts').values(toAccountRow(account)).execute();
  } catch (error) {
    if (!isUniqueConflict(error)) throw error;
    const message = 'An account with this username or e-mail address exists already';
    const hint = 'Choose another username, or sign in if the account is yours.';
    throw new RegistryError('ALREADY_EXISTS', message, { cause: error, hint });
  }
}

function stored(quota: number | null): number | null {
  return quota === Number.POSITIVE_INFINITY ? UNLIMITED : quota;
}

function quotaOf(value: number | null): number | null {
  return value === UNLIMITED ? Number.POSITIVE_INFINITY : value;
}

/** An account from its row. */
export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    username: row.username as Username,
    email: row.email,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    deletedAt: row.deleted_at,
    quotas: {
      drafts: quotaOf(row.max_drafts),
      functions: quotaOf(row.max_functions),
      bytes: quotaOf(row.max_bytes),
    },
  };
}

function toAccountRow(account: NewAccountRecord): AccountRow {
  return {
    id: account.id,
    username: account.username,
    email: account.email,
    email_folded: fold(account.email),
    password_hash: account.passwordHash,
    created_at: account.createdAt,
    disabled_at: null,
    deleted_at: null,
    max_drafts: null,
    max_functions: null,
    max_bytes: null,
  };
}
