import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

describe('passwords', () => {
  it('verifies the password that was hashed and no other', async () => {
    const stored = await hashPassword('correct horse');
    expect(await verifyPassword('correct horse', stored)).toBe(true);
    expect(await verifyPassword('correct horse ', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  it('stores parameters, a salt of its own and a hash, but not the password', async () => {
    const [one, other] = await Promise.all([hashPassword('secret-secret'), hashPassword('secret-secret')]);
    expect(one).toMatch(/^scrypt\$ln=15,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(other);
    expect(one).not.toContain('secret');
  });

  it('takes the parameters from the stored hash', async () => {
    const stored = 'scrypt$ln=4,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$KUqDx-i9YHJT3PxGFmLB9fF8wUOkd1TA1KYAKcUXc3A';
    expect(await verifyPassword('password', stored)).toBe(false);
    const { scryptSync } = await import('node:crypto');
    const hash = scryptSync('password', Buffer.alloc(16), 32, { N: 16, r: 1, p: 1 }).toString('base64url');
    expect(await verifyPassword('password', `scrypt$ln=4,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$${hash}`)).toBe(true);
  });

  it('takes one spelling of a letter for another', async () => {
    const stored = await hashPassword('m\u00fcller-m\u00fcller');
    expect(await verifyPassword('mu\u0308ller-mu\u0308ller', stored)).toBe(true);
  });

  it.each([undefined, '', 'plain', 'scrypt$ln=15,r=8,p=1$short$short'])(
    'refuses where the stored hash is %s, after hashing all the same',
    async (stored) => {
      const before = process.cpuUsage();
      expect(await verifyPassword('', stored)).toBe(false);
      const { user, system } = process.cpuUsage(before);
      // A lookup without hashing takes well below a millisecond.
      expect(user + system).toBeGreaterThan(10_000);
    },
  );
});
