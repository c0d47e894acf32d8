import { sql } from 'kysely';
import type { AccountsTables } from './accountsTables.ts';
import { storableText } from './bindable.ts';
import type { Store } from './store.ts';

/** One thing that was done, for the owner and the operator to look up. Never holds a key or a password. */
export interface AuditEntry {
  /** `aud_` and hex. */
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  /** The account concerned; `null` where there is none, as for a login that names no account. */
  accountId: string | null;
  /** The key or session it was done with; `null` for the operator. */
  actorKeyId: string | null;
  /** Such as `key.create` or `function.publish`. */
  action: string;
  /** What it was done to, such as `resize@1.2.0`. */
  target: string;
  requestId: string | null;
  /** Plain JSON data. */
  details: Readonly<Record<string, unknown>>;
}

/** Which entries of an account's to give. */
export interface AuditFilter {
  /** The first words of actions, such as `key`; absent, all. */
  readonly subjects?: readonly string[] | undefined;
  /** The entry after which to go on. */
  readonly after?: Pick<AuditEntry, 'at' | 'id'> | undefined;
}

/** The audit trail of accounts.db. */
export interface AuditRecords {
  audit(entry: AuditEntry): Promise<void>;
  /** The account's latest entries, newest first. */
  auditOf(accountId: string, limit: number, filter?: AuditFilter): Promise<AuditEntry[]>;
}

/** What an action is about: `key` of `key.create`. */
export const SUBJECT = sql<string>`substr(action, 1, instr(action || '.', '.') - 1)`;

/** The operations on the audit trail, over an open store. */
export function auditRecords(store: Store<AccountsTables>): AuditRecords {
  return {
    async audit(entry) {
      const row = {
        id: entry.id,
        at: entry.at,
        account_id: entry.accountId,
        actor_key_id: entry.actorKeyId,
        action: entry.action,
        // What is on record is what a caller sent; a trail must not be lost over one of its characters.
        target: storableText(entry.target),
        request_id: entry.requestId,
        details: JSON.stringify(entry.details),
      };
      await store.write((db) => db.insertInto('audit').values(row).execute());
    },
    async auditOf(accountId, limit, { subjects, after } = {}) {
      const rows = await store.query((db) =>
        db
          .selectFrom('audit')
          .selectAll()
          .where('account_id', '=', accountId)
          .$if(after !== undefined, (rest) =>
            rest.where(sql<boolean>`(at, id) < (${after!.at}, ${after!.id})`),
          )
          .$if(subjects !== undefined, (rest) => rest.where(SUBJECT, 'in', subjects!))
          .orderBy('at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute(),
      );
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        accountId: row.account_id,
        actorKeyId: row.actor_key_id,
        action: row.action,
        target: row.target,
        requestId: row.request_id,
        details: JSON.parse(row.details) as Record<string, unknown>,
      }));
    },
  };
}
