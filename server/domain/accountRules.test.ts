import { describe, expect, it } from 'vitest';
import { refusedFields } from './accountRules.ts';

const typed = { username: 'carol', email: 'carol@example.org', password: 'long enough' };

describe('what is typed for an account', () => {
  it('is taken where it keeps to the rules', () => {
    expect([...refusedFields(typed)]).toEqual([]);
    expect([...refusedFields({ ...typed, username: 'c', email: 'root@localhost' })]).toEqual([]);
  });

  it.each([
    [{ username: 'Carol' }, 'username', 'INVALID_USERNAME'],
    [{ username: '' }, 'username', 'INVALID_USERNAME'],
    [{ username: 'admin' }, 'username', 'RESERVED_NAME'],
    [{ username: 'x'.repeat(65) }, 'username', 'INVALID_USERNAME'],
    [{ email: 'carol' }, 'email', 'BAD_REQUEST'],
    [{ email: 'a b@example.org' }, 'email', 'BAD_REQUEST'],
    [{ email: `${'x'.repeat(60)}@${'y'.repeat(300)}` }, 'email', 'BAD_REQUEST'],
    [{ password: '123456789' }, 'password', 'WEAK_PASSWORD'],
    [{ password: 'x'.repeat(1025) }, 'password', 'WEAK_PASSWORD'],
  ])('is refused by the field that is wrong: %j', (change, field, code) => {
    const refused = [...refusedFields({ ...typed, ...change })].map(([name, error]) => [name, error.code]);
    expect(refused).toEqual([[field, code]]);
  });

  it('is refused for all that is wrong at once', () => {
    const refused = refusedFields({ username: '-', email: '', password: '' });
    expect([...refused.keys()]).toEqual(['username', 'email', 'password']);
  });
});
