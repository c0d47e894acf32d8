import { createHash, randomBytes } from 'node:crypto';

const PREFIX_LENGTH = 10;

/** A new key or session token: `ac_` and 256 random bits as 43 base64url characters. */
export function newKeySecret(): string {
  return `ac_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a secret: its SHA-256 in hex. No salt is needed, since 256 random bits cannot be guessed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The first characters of a secret, by which its owner tells keys apart. */
export function prefixOf(secret: string): string {
  return secret.slice(0, PREFIX_LENGTH);
}

/** What a one-time link is known by: 256 random bits as 43 base64url characters. */
export function newLinkSecret(): string {
  return randomBytes(32).toString('base64url');
}
