import type { Account } from '../catalog/accountRecords.ts';
import type { StoredKey } from '../catalog/keyRecords.ts';
import { hashSecret } from '../catalog/secrets.ts';
import { isRegistryError, RegistryError } from '../contract/errors.ts';
import type { Actor } from '../domain/access.ts';
import type { Stores } from './stores.ts';

const TOUCH_EVERY = 60_000;
const STORE_FAULTS = ['STORE_FULL', 'STORE_READ_ONLY', 'STORE_UNAVAILABLE', 'BUSY'] as const;

/** The actor together with its account and key, for the routes that tell about them. */
export interface Authenticated {
  readonly actor: Actor;
  readonly account: Account;
  readonly key: StoredKey;
}

/**
 * Finds who a key belongs to; throws `UNAUTHORIZED` for one that is unknown, revoked or expired, and `ACCOUNT_DISABLED`.
 */
export async function authenticate(
  { accounts, now }: Pick<Stores, 'accounts' | 'now'>,
  secret: string | undefined,
  requestId: string,
): Promise<Authenticated> {
  if (!secret) throw new RegistryError('UNAUTHORIZED', 'This needs a key');
  const found = await accounts.keyByHash(hashSecret(secret));
  if (!found) throw new RegistryError('UNAUTHORIZED', 'This key is not valid');
  const { key, account } = found;
  if (key.expiresAt !== null && key.expiresAt <= now())
    throw new RegistryError('UNAUTHORIZED', 'This key has expired');
  assertEnabled(account);
  // When a key was last used is not worth a refusal: what needs no write goes on where the disk takes none.
  if (now() - (key.lastUsedAt ?? 0) >= TOUCH_EVERY) await accounts.touchKey(key.id, now()).catch(unlessStore);
  const actor: Actor = {
    accountId: account.id,
    username: account.username,
    keyId: key.id,
    scopes: key.scopes,
    functions: key.functions,
    endsAt: key.kind === 'session' ? null : key.expiresAt,
    requestId,
  };
  return { actor, account, key };
}

/** Throws `ACCOUNT_DISABLED` for an account that the operator has disabled. */
export function assertEnabled({ username, disabledAt }: Pick<Account, 'username' | 'disabledAt'>): void {
  if (disabledAt !== null) throw new RegistryError('ACCOUNT_DISABLED', `The account ${username} is disabled`);
}

function unlessStore(error: unknown): void {
  if (!STORE_FAULTS.some((code) => isRegistryError(error, code))) throw error;
}
