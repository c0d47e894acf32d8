import { describe, expect, it } from 'vitest';
import { newAccountId, newAuditId, newKeyId } from './recordIds.ts';
import { hashSecret, newKeySecret, prefixOf } from './secrets.ts';

describe('key secrets', () => {
  it('are long, random and marked as keys', () => {
    const secrets = Array.from({ length: 100 }, newKeySecret);
    for (const secret of secrets) expect(secret).toMatch(/^ac_[A-Za-z0-9_-]{43}$/);
    expect(new Set(secrets).size).toBe(100);
  });

  it('are stored as their SHA-256', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('are told apart by a prefix that leaves them unguessable', () => {
    expect(prefixOf('ac_0123456789abcdef')).toBe('ac_0123456');
  });
});

describe('record ids', () => {
  it('say what they name', () => {
    expect(newAccountId()).toMatch(/^acc_[0-9a-f]{32}$/);
    expect(newKeyId()).toMatch(/^key_[0-9a-f]{32}$/);
    expect(newAuditId()).toMatch(/^aud_[0-9a-f]{32}$/);
    expect(newKeyId()).not.toBe(newKeyId());
  });
});
