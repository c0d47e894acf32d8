import { createHash, randomBytes } from 'node:crypto';

/** A new account's id: `acc_` and 32 hex digits. */
export function newAccountId(): string {
  return `acc_${randomBytes(16).toString('hex')}`;
}

/** A new key's or session's id, which is no secret: `key_` and 32 hex digits. */
export function newKeyId(): string {
  return `key_${randomBytes(16).toString('hex')}`;
}

/** The id of the key that a form makes, however often it is sent: the same for the same account and form. */
export function keyIdOfForm(accountId: string, formId: string): string {
  return `key_${createHash('sha256').update(`${accountId} ${formId}`).digest('hex').slice(0, 32)}`;
}

/** A new audit entry's id: `aud_` and 32 hex digits. */
export function newAuditId(): string {
  return `aud_${randomBytes(16).toString('hex')}`;
}

/** A new one-time link's id, which is no secret: `lnk_` and 32 hex digits. */
export function newLinkId(): string {
  return `lnk_${randomBytes(16).toString('hex')}`;
}
