import type { Account } from '../catalog/accountRecords.ts';
import { type Quotas, quotasOf, type Usage } from '../domain/quotas.ts';
import { accountUsage } from './accountUsage.ts';
import { accountEver } from './knownAccount.ts';
import type { Stores } from './stores.ts';

type AccountStores = Pick<Stores, 'accounts' | 'git' | 'index' | 'now' | 'quotas'>;

/** An account as the operator sees it. */
export interface AccountDescription {
  readonly account: Account;
  readonly status: 'active' | 'disabled' | 'deleted';
  readonly usage: Usage;
  readonly quotas: Quotas;
  readonly keys: number;
  readonly sessions: number;
  /** When a key or session of it was last used, in milliseconds since 1970. */
  readonly lastSeenAt: number | null;
}

/** Describes all accounts by name; those that were deleted, too, where asked. */
export async function describeAccounts(
  stores: AccountStores,
  { deleted }: { deleted: boolean },
): Promise<AccountDescription[]> {
  const accounts = await stores.accounts.accounts();
  const described: AccountDescription[] = [];
  for (const account of accounts)
    if (deleted || account.deletedAt === null) described.push(await describe(stores, account));
  return described;
}

/** Describes one account, one that was deleted too; throws `NOT_FOUND`. */
export async function describeAccount(stores: AccountStores, username: string): Promise<AccountDescription> {
  return describe(stores, await accountEver(stores, username));
}

async function describe(stores: AccountStores, account: Account): Promise<AccountDescription> {
  const alive = (await stores.accounts.keysOf(account.id)).filter(
    ({ expiresAt }) => expiresAt === null || expiresAt > stores.now(),
  );
  const used = alive.flatMap(({ lastUsedAt }) => lastUsedAt ?? []);
  return {
    account,
    status: account.deletedAt !== null ? 'deleted' : account.disabledAt !== null ? 'disabled' : 'active',
    usage: await accountUsage(stores, account.username),
    quotas: quotasOf(account.quotas, stores.quotas),
    keys: alive.filter(({ kind }) => kind === 'key').length,
    sessions: alive.filter(({ kind }) => kind === 'session').length,
    lastSeenAt: used.length === 0 ? null : Math.max(...used),
  };
}
