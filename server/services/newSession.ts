import type { Account } from '../catalog/accountRecords.ts';
import type { NewCredential } from '../catalog/credentialRecords.ts';
import { SCOPES } from '../contract/requests.ts';
import { newCredential } from './keys.ts';
import type { Stores } from './stores.ts';

const SESSION_MS = 30 * 24 * 60 * 60 * 1000;

/** What a session is proved by. */
export interface SessionToken {
  /** The secret, which is nowhere else. */
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A session of all scopes for 30 days, to be stored, and its secret. */
export function newSession(
  stores: Pick<Stores, 'now'>,
  account: Pick<Account, 'id'>,
  device: string,
): { credential: NewCredential; token: SessionToken } {
  const expiresAt = stores.now() + SESSION_MS;
  const grant = { kind: 'session', name: device, scopes: SCOPES, functions: null, expiresAt } as const;
  const { credential, secret } = newCredential(stores, account, grant);
  return { credential, token: { token: secret, expiresAt } };
}
