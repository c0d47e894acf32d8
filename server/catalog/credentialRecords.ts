import type { Kysely } from 'kysely';
import { RegistryError } from '../contract/errors.ts';
import type { AccountsTables } from './accountsTables.ts';
import { insertKey, NOW, type StoredKey } from './keyRecords.ts';
import type { Store } from './store.ts';

/** A key or session to store, and its secret's hash. */
export interface NewCredential {
  readonly key: StoredKey;
  readonly secretHash: string;
}

/** What must happen to passwords, sessions and keys in one step, whoever else writes at the same time. */
export interface CredentialRecords {
  /**
   * Starts a session for whoever proved the password of this hash; `false` where it was changed meanwhile, or the account
   * disabled.
   */
  startSession(session: NewCredential, passwordHash: string): Promise<boolean>;
  /**
   * Changes a password, ends every session of the account and starts the one given, if any; `false`, and nothing done,
   * where the password is no longer the one of the hash `from`, or the account is disabled.
   */
  changePassword(change: {
    accountId: string;
    from: string;
    to: string;
    session: NewCredential | null;
  }): Promise<boolean>;
  /**
   * Puts a key in the place of another, which ends. Throws, and does nothing, `ALREADY_EXISTS` where there is one with
   * the new id, and `NOT_FOUND` where the account has not the old one.
   */
  replaceKey(oldId: string, replacement: NewCredential): Promise<void>;
}

/** The operations, over an open store. */
export function credentialRecords(store: Store<AccountsTables>): CredentialRecords {
  return {
    startSession: ({ key, secretHash }, passwordHash) =>
      store.write(async (db) => {
        const account = await db
          .selectFrom('accounts')
          .select('id')
          .where('id', '=', key.accountId)
          .where('password_hash', '=', passwordHash)
          .where('disabled_at', 'is', null)
          .executeTakeFirst();
        if (!account) return false;
        await insertKey(db, key, secretHash);
        return true;
      }),
    changePassword: ({ accountId, from, to, session }) =>
      store.write(async (db) => {
        const changed = await db
          .updateTable('accounts')
          .set({ password_hash: to })
          .where('id', '=', accountId)
          .where('password_hash', '=', from)
          .where('disabled_at', 'is', null)
          .executeTakeFirst();
        if (changed.numUpdatedRows === 0n) return false;
        await endSessions(db, accountId);
        if (session) await insertKey(db, session.key, session.secretHash);
        return true;
      }),
    replaceKey: (oldId, { key, secretHash }) =>
      store.write(async (db) => {
        await insertKey(db, key, secretHash);
        const ended = await db
          .updateTable('keys')
          .set({ revoked_at: NOW })
          .where('id', '=', oldId)
          .where('account_id', '=', key.accountId)
          .where('kind', '=', 'key')
          .where('revoked_at', 'is', null)
          .executeTakeFirst();
        if (ended.numUpdatedRows === 0n) throw new RegistryError('NOT_FOUND', 'You have no such key');
      }),
  };
}

/**
 * Ends every session of an account, and its keys where asked; how many there were. Links that would set its password are
 * withdrawn: whoever held one must not come in by it later.
 */
export async function endSessions(
  db: Kysely<AccountsTables>,
  accountId: string,
  { keysToo = false } = {},
): Promise<number> {
  await db
    .updateTable('links')
    .set({ withdrawn_at: NOW })
    .where('account_id', '=', accountId)
    .where('kind', '=', 'password')
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
  const ended = await db
    .updateTable('keys')
    .set({ revoked_at: NOW })
    .where('account_id', '=', accountId)
    .where('kind', 'in', keysToo ? ['session', 'key'] : ['session'])
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}
