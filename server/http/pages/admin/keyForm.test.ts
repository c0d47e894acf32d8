import { describe, expect, it } from 'vitest';
import { NEW_KEY, parseKeyForm } from './keyForm.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const typed = { ...NEW_KEY, name: ' laptop ' };
const parse = (change: Partial<typeof NEW_KEY>) => parseKeyForm({ ...typed, ...change }, NOW);

describe('the form of a key', () => {
  it('asks for little unless more is chosen', () => {
    expect(parse({})).toEqual({
      request: { name: 'laptop', scopes: ['read'], expiresAt: '2027-02-24T12:00:00.000Z' },
    });
  });

  it('names each chosen function once, of the list or typed, and none where all are meant', () => {
    const functions = ['greeter', 'resize'];
    const chosen = { scopes: ['push', 'nonsense', 'read'], functions, others: 'greeter, new-one  other' };
    expect(parse({ ...chosen, limit: 'some' })).toMatchObject({
      request: { scopes: ['read', 'push'], functions: ['greeter', 'resize', 'new-one', 'other'] },
    });
    expect(parse({ ...chosen, limit: 'all' })).not.toHaveProperty('request.functions');
  });

  it('lets a key live to the end of a day, or for ever', () => {
    const last = parse({ expires: 'date', date: '2026-11-26' });
    expect(last).toMatchObject({ request: { expiresAt: '2026-11-26T23:59:59.999Z' } });
    expect(parse({ expires: 'never' })).not.toHaveProperty('request.expiresAt');
  });

  it.each([
    [{ name: '  ' }, ['name']],
    [{ name: 'x'.repeat(101) }, ['name']],
    [{ scopes: [] }, ['scopes']],
    [{ scopes: ['root'] }, ['scopes']],
    [{ limit: 'some' }, ['functions']],
    [{ limit: 'some', functions: ['../x'] }, ['functions']],
    [{ expires: '' }, ['date']],
    [{ expires: '100000' }, ['date']],
    [{ expires: 'date', date: '' }, ['date']],
    [{ expires: 'date', date: '2026-11-25' }, ['date']],
    [{ expires: 'date', date: '2027-02-30' }, ['date']],
    [{ expires: 'date', date: '+275760-09-13' }, ['date']],
    [{ name: '', scopes: [], limit: 'some', expires: 'date' }, ['name', 'scopes', 'functions', 'date']],
  ])('says by each field what is wrong with it: %j', (change, fields) => {
    const parsed = parse(change);
    expect('errors' in parsed && Object.keys(parsed.errors)).toEqual(fields);
  });
});
