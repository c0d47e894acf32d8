import type { Account } from '../catalog/accountRecords.ts';
import { RegistryError } from '../contract/errors.ts';
import { parseUsername, quote } from '../contract/names.ts';
import type { Stores } from './stores.ts';

/** Finds the account that the operator names, disabled or not; throws `NOT_FOUND`, also for one that was deleted. */
export async function knownAccount(stores: Pick<Stores, 'accounts'>, username: string): Promise<Account> {
  const account = await accountEver(stores, username);
  if (account.deletedAt === null) return account;
  throw new RegistryError('NOT_FOUND', `The account ${account.username} was deleted`, {
    hint: 'What it published stays; nothing else of it is left.',
  });
}

/** The same, and one that was deleted too. */
export async function accountEver(
  { accounts }: Pick<Stores, 'accounts'>,
  username: string,
): Promise<Account> {
  const account = await accounts.accountByUsername(parseUsername(username));
  if (account) return account;
  throw new RegistryError('NOT_FOUND', `There is no account ${quote(username)}`, {
    hint: '`aerostack account list` names them all.',
  });
}

/** What the operator does is recorded as such: no key was used. */
export const BY_OPERATOR = { by: 'operator' } as const;

/** The account that an entry of the trail concerns. */
export function concerning({ id }: Pick<Account, 'id'>) {
  return { accountId: id, requestId: null };
}
