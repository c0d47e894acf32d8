import { QUOTA_KINDS, type Quotas, quotasOf, type StatedQuotas } from '../domain/quotas.ts';
import { auditOutside } from './audit.ts';
import { BY_OPERATOR, concerning, knownAccount } from './knownAccount.ts';
import type { Stores } from './stores.ts';

/**
 * Says how much an account may have: `Infinity` for no limit, `null` for what everybody gets; what is not named stays.
 * What the account has already stays too. Gives what holds now; throws `NOT_FOUND`.
 */
export async function limitAccount(
  stores: Pick<Stores, 'accounts' | 'now' | 'quotas'>,
  username: string,
  quotas: Partial<StatedQuotas>,
): Promise<Quotas> {
  const account = await knownAccount(stores, username);
  const stated = QUOTA_KINDS.filter((kind) => quotas[kind] !== undefined);
  if (stated.length > 0) {
    await stores.accounts.setQuotas(account.id, quotas);
    const details = Object.fromEntries(stated.map((kind) => [kind, said(quotas[kind] ?? null)]));
    await auditOutside(stores, concerning(account), 'account.limit', account.username, {
      ...BY_OPERATOR,
      ...details,
    });
  }
  return quotasOf({ ...account.quotas, ...quotas }, stores.quotas);
}

function said(quota: number | null): string {
  if (quota === null) return 'default';
  return quota === Number.POSITIVE_INFINITY ? 'none' : String(quota);
}
