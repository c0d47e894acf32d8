import type { Kysely } from 'kysely';
import { RegistryError } from '../contract/errors.ts';
import { insertAccount, type NewAccountRecord } from './accountRecords.ts';
import type { AccountsTables, LinkRow } from './accountsTables.ts';
import { endSessions } from './credentialRecords.ts';
import { NOW } from './keyRecords.ts';
import type { Store } from './store.ts';

/** A link that works once, its secret's hash aside; times are milliseconds since 1970. */
export interface OneTimeLink {
  /** `lnk_` and hex. */
  id: string;
  kind: 'invitation' | 'password';
  /** Whose password it sets, or which account an invitation became. */
  accountId: string | null;
  /** The address that an invitation is for. */
  email: string | null;
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
  withdrawnAt: number | null;
}

/** The one-time links of accounts.db. Those that spend one throw `LINK_INVALID`, and do nothing, where it is not good any more. */
export interface LinkRecords {
  createLink(link: OneTimeLink, secretHash: string): Promise<void>;
  linkByHash(secretHash: string): Promise<OneTimeLink | undefined>;
  /** All links of a kind, newest first. */
  links(kind: OneTimeLink['kind']): Promise<OneTimeLink[]>;
  /** Whether the link was still good. */
  withdrawLink(id: string): Promise<boolean>;
  /** Makes an account and spends the invitation; throws as `createAccount` as well. */
  createInvitedAccount(account: NewAccountRecord, linkId: string): Promise<void>;
  /** Sets the password of the link's account, ends its sessions and spends the link. */
  setPasswordByLink(linkId: string, passwordHash: string): Promise<void>;
}

/** The operations on one-time links, over an open store. */
export function linkRecords(store: Store<AccountsTables>): LinkRecords {
  return {
    async createLink(link, secretHash) {
      await store.write((db) => db.insertInto('links').values(toLinkRow(link, secretHash)).execute());
    },
    async linkByHash(secretHash) {
      const row = await store.query((db) =>
        db.selectFrom('links').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst(),
      );
      return row && toLink(row);
    },
    async links(kind) {
      const rows = await store.query((db) =>
        db
          .selectFrom('links')
          .selectAll()
          .where('kind', '=', kind)
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .execute(),
      );
      return rows.map(toLink);
    },
    async withdrawLink(id) {
      const update = await store.write((db) =>
        db
          .updateTable('links')
          .set({ withdrawn_at: NOW })
          .where('id', '=', id)
          .where('used_at', 'is', null)
          .where('withdrawn_at', 'is', null)
          .where('expires_at', '>', NOW)
          .executeTakeFirst(),
      );
      return update.numUpdatedRows > 0n;
    },
    createInvitedAccount: (account, linkId) =>
      store.write(async (db) => {
        await insertAccount(db, account);
        await spend(db, linkId, 'invitation', account.id);
      }),
    setPasswordByLink: (linkId, passwordHash) =>
      store.write(async (db) => {
        const accountId = await spend(db, linkId, 'password');
        await db
          .updateTable('accounts')
          .set({ password_hash: passwordHash })
          .where('id', '=', accountId)
          .execute();
        await endSessions(db, accountId);
      }),
  };
}

/** Marks a link as used, unless it cannot be; names its account. */
async function spend(
  db: Kysely<AccountsTables>,
  id: string,
  kind: OneTimeLink['kind'],
  accountId?: string,
): Promise<string> {
  const spent = await db
    .updateTable('links')
    .set({ used_at: NOW, ...(accountId === undefined ? {} : { account_id: accountId }) })
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', NOW)
    .returning('account_id')
    .executeTakeFirst();
  if (!spent?.account_id) throw new RegistryError('LINK_INVALID', 'This link was used already');
  return spent.account_id;
}

function toLink(row: LinkRow): OneTimeLink {
  return {
    id: row.id,
    kind: row.kind,
    accountId: row.account_id,
    email: row.email,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    withdrawnAt: row.withdrawn_at,
  };
}

function toLinkRow(link: OneTimeLink, secretHash: string): LinkRow {
  return {
    id: link.id,
    kind: link.kind,
    secret_hash: secretHash,
    account_id: link.accountId,
    email: link.email,
    created_at: link.createdAt,
    expires_at: link.expiresAt,
    used_at: link.usedAt,
    withdrawn_at: link.withdrawnAt,
  };
}
