import { sql } from 'kysely';
import type { AccountsTables } from './accountsTables.ts';
import { SUBJECT } from './auditRecords.ts';
import { endSessions } from './credentialRecords.ts';
import { fold } from './fold.ts';
import type { Store } from './store.ts';

/** What the operator does to whole accounts, one transaction each. */
export interface LifecycleRecords {
  /** Refuses every key and session of an account from now on, and ends its sessions for good; `false` where it was so. */
  disableAccount(id: string, at: number): Promise<boolean>;
  /** Lets an account's keys in again; `false` where they were never refused, or it was deleted. */
  enableAccount(id: string): Promise<boolean>;
  /** Sets a password and ends the sessions; with `revokeKeys`, the keys too. */
  resetPassword(id: string, passwordHash: string, revokeKeys: boolean): Promise<void>;
  /** Ends the sessions and, with `revokeKeys`, the keys; how many of both. */
  endCredentials(id: string, revokeKeys: boolean): Promise<number>;
  /** Leaves of an account its name alone. */
  eraseAccount(id: string, at: number): Promise<void>;
  /** Makes sure that nothing that was erased can be found in the files. */
  overwriteErased(): Promise<void>;
}

/** What a trail tells of a person rather than of functions. */
const PERSONAL = ['login', 'session', 'password', 'key', 'star'];

/** The operations, over an open store. */
export function lifecycleRecords(store: Store<AccountsTables>): LifecycleRecords {
  return {
    disableAccount: (id, at) =>
      store.write(async (db) => {
        const disabled = await db
          .updateTable('accounts')
          .set({ disabled_at: at })
          .where('id', '=', id)
          .where('disabled_at', 'is', null)
          .executeTakeFirst();
        if (disabled.numUpdatedRows === 0n) return false;
        await endSessions(db, id);
        return true;
      }),
    async enableAccount(id) {
      const enabled = await store.write((db) =>
        db
          .updateTable('accounts')
          .set({ disabled_at: null })
          .where('id', '=', id)
          .where('disabled_at', 'is not', null)
          .where('deleted_at', 'is', null)
          .executeTakeFirst(),
      );
      return enabled.numUpdatedRows > 0n;
    },
    resetPassword: (id, passwordHash, revokeKeys) =>
      store.write(async (db) => {
        await db
          .updateTable('accounts')
          .set({ password_hash: passwordHash })
          .where('id', '=', id)
          .where('deleted_at', 'is', null)
          .execute();
        await endSessions(db, id, { keysToo: revokeKeys });
      }),
    endCredentials: (id, revokeKeys) => store.write((db) => endSessions(db, id, { keysToo: revokeKeys })),
    async eraseAccount(id, at) {
      await store.write(async (db) => {
        const account = await db
          .selectFrom('accounts')
          .select('email')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        await db.deleteFrom('keys').where('account_id', '=', id).execute();
        await db.deleteFrom('stars').where('account_id', '=', id).execute();
        const invited = await db
          .selectFrom('links')
          .select(['id', 'email'])
          .where('email', 'is not', null)
          .execute();
        const own = invited.filter(({ email }) => fold(email!) === fold(account.email)).map(({ id }) => id);
        await db
          .deleteFrom('links')
          .where((or) => or.or([or('account_id', '=', id), or('id', 'in', own)]))
          .execute();
        await db.deleteFrom('audit').where('account_id', '=', id).where(SUBJECT, 'in', PERSONAL).execute();
        await db
          .updateTable('accounts')
          // The address is unique; an id is no address, so that nobody can sign in by it.
          .set({ email: '', email_folded: id, password_hash: '', deleted_at: at })
          .set({ disabled_at: sql`coalesce(disabled_at, ${at})` })
          .set({ max_drafts: null, max_functions: null, max_bytes: null })
          .where('id', '=', id)
          .execute();
      });
    },
    async overwriteErased() {
      // Rows that were changed before leave copies in their pages, and pages in the journal until they are written back.
      await store.query((db) => sql`vacuum`.execute(db));
      await store.query((db) => sql`pragma wal_checkpoint(truncate)`.execute(db));
    },
  };
}
