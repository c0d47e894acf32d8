import { RegistryError } from '../contract/errors.ts';
import type { Username } from '../contract/names.ts';
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
}

/** The accounts of accounts.db. */
export interface AccountRecords {
  /** Throws `ALREADY_EXISTS` where the username or the e-mail address (in any case) is taken, without telling which. */
  createAccount(account: Account): Promise<void>;
  accountByUsername(username: Username): Promise<Account | undefined>;
  accountByEmail(email: string): Promise<Account | undefined>;
  accountById(id: string): Promise<Account | undefined>;
  /** All accounts, by username. */
  accounts(): Promise<Account[]>;
  /** Throws `NOT_FOUND` where there is no such account. */
  setPassword(id: string, passwordHash: string): Promise<void>;
}

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
      try {
        await store.write((db) => db.insertInto('accounts').values(toAccountRow(account)).execute());
      } catch (error) {
        if (!isUniqueConflict(error)) throw error;
        const message = 'An account with this username or e-mail address exists already';
        const hint = 'Choose another username, or sign in if the account is yours.';
        throw new RegistryError('ALREADY_EXISTS', message, { cause: error, hint });
      }
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
  };
}

/** An account from its row. */
export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    username: row.username as Username,
    email: row.email,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
  };
}

function toAccountRow(account: Account): AccountRow {
  return {
    id: account.id,
    username: account.username,
    email: account.email,
    email_folded: fold(account.email),
    password_hash: account.passwordHash,
    created_at: account.createdAt,
  };
}
