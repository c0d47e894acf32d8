import { randomBytes } from 'node:crypto';

/** A new account's id: `acc_` and 32 hex digits. */
export function newAccountId(): string {
  return `acc_${randomBytes(16).toString('hex')}`;
}

/** A new key's or session's id, which is no secret: `key_` and 32 hex digits. */
export function newKeyId(): string {
  return `key_${randomBytes(16).toString('hex')}`;
}

/** A new audit entry's id: `aud_` and 32 hex digits. */
export function newAuditId(): string {
  return `aud_${randomBytes(16).toString('hex')}`;
}
