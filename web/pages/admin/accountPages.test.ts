import { describe, expect, it } from 'vitest';
import { elementsNamed, expectSoundPage } from '../../testing/parsedHtml.ts';
import { assets, listedSample, registryUrl, viewer } from '../../testing/samples.ts';
import { registerPage } from '../register.tsx';
import { accountPage } from './account.tsx';
import { activityPage } from './activity.tsx';
import { changeKeyPage } from './changeKey.tsx';
import { keysPage } from './keys.tsx';
import { madeKeyPage } from './madeKey.tsx';
import { newKeyPage } from './newKey.tsx';
import { starsPage } from './stars.tsx';

const hostile = '"><script>alert(1)</script>\u202e';
const csrf = 'token-of-alice';
const frame = { assets, registryUrl, viewer, csrf };
const NOW = Date.parse('2026-03-14T12:00:00Z');
const apiKey = {
  id: 'key_1',
  name: 'laptop',
  prefix: 'ac_abcdefg',
  scopes: ['read', 'push'] as ('read' | 'push')[],
  functions: [] as string[],
  createdAt: '2026-03-01T12:00:00.000Z',
  expiresAt: null as string | null,
  lastUsedAt: null as string | null,
};
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');

describe('the page to make an account', () => {
  it('says what is wrong beside the field, and keeps what was typed but for passwords', () => {
    const errors = { username: `Not ${hostile}`, password: 'Too short.' };
    const html = registerPage({
      ...frame,
      next: '/admin',
      isOpen: true,
      username: hostile,
      email: 'c@d',
      errors,
    });
    expectSoundPage(html);
    const inputs = elementsNamed(html, 'input').map(({ attributes }) => attributes);
    const field = (name: string) => inputs.find((input) => input.name === name)!;
    expect(field('username')).toMatchObject({ 'aria-invalid': 'true', value: hostile });
    expect(field('username')['aria-describedby']).toContain('username-error');
    expect(field('email').value).toBe('c@d');
    expect([field('password').value, field('repeated').value]).toEqual([undefined, undefined]);
  });

  it('has no form where nobody may, and says so', () => {
    const html = registerPage({ ...frame, viewer: undefined, next: '/admin', isOpen: false });
    expectSoundPage(html);
    expect(html).toContain('Registration is closed');
    expect(elementsNamed(html, 'form').map(({ attributes }) => attributes.action)).not.toContain('/register');
  });
});

describe('the list of keys', () => {
  it('tells what each may, until when, and how it has been used', () => {
    const keys = [
      {
        ...apiKey,
        id: 'key_2',
        name: hostile,
        functions: ['greeter'],
        expiresAt: '2026-03-01T00:00:00.000Z',
      },
      {
        ...apiKey,
        id: 'key_3',
        expiresAt: '2026-03-16T00:00:00.000Z',
        lastUsedAt: '2026-03-14T11:58:00.000Z',
      },
      apiKey,
    ];
    const html = keysPage({ ...frame, keys, now: NOW });
    expectSoundPage(html);
    const rows = html.split('<li class="row row-wide">').slice(1).map(textOf);
    expect(rows[0]).toMatch(/expired.*only greeter.*never used.*expired 1 Mar 2026/);
    expect(rows[0]).not.toContain('Rotate');
    expect(rows[1]).toMatch(/expires soon.*last used 14 Mar 2026, 11:58 UTC.*expires 16 Mar 2026/);
    expect(rows[2]).toMatch(
      /laptop.*ac_abcdefg….*read.*push.*all functions.*does not expire.*Rotate.*Revoke/,
    );
    expectSoundPage(keysPage({ ...frame, keys: [], now: NOW }));
  });

  it('asks by name before a key is changed', () => {
    for (const step of ['rotate', 'revoke'] as const) {
      const html = changeKeyPage({
        ...frame,
        step,
        apiKey: { ...apiKey, name: hostile },
        formId: 'f',
        error: hostile,
      });
      expectSoundPage(html);
      expect(textOf(html)).toContain('alert(1)');
      expect(elementsNamed(html, 'form').map(({ attributes }) => attributes.action)).toContain(
        `/admin/keys/key_1/${step}`,
      );
    }
  });

  it('shows the secret of a new one in lines that leave it out of URLs', () => {
    const key = `ac_${'s'.repeat(43)}`;
    const made = { ...apiKey, name: hostile, key };
    const html = madeKeyPage({ ...frame, made, gitUrl: `${registryUrl}/git/alice.git`, isRotated: true });
    expectSoundPage(html);
    const text = textOf(html);
    for (const part of ['AEROSTACK_API_KEY', 'aerostack login', 'git remote add', 'only time', 'old secret'])
      expect(text).toContain(part);
    expect(html).not.toMatch(/(?:href|src|action)="[^"]*ac_s/);
    expect(text).not.toMatch(/https?:\S*ac_s/);
  });

  it('keeps what was chosen for one that cannot be made', () => {
    const typed = {
      name: hostile,
      scopes: ['push'],
      limit: 'some',
      functions: ['a'],
      others: 'b',
      expires: 'date',
    };
    const errors = { name: 'No.', scopes: 'No.', functions: 'No.', date: 'No.' };
    const html = newKeyPage({
      ...{ ...frame, formId: 'f', slugs: ['a', 'c'], typed: { ...typed, date: '2026-02-30' }, errors },
      error: hostile,
    });
    expectSoundPage(html);
    const chosen = elementsNamed(html, 'input').filter(({ attributes }) => 'checked' in attributes);
    expect(chosen.map(({ attributes }) => attributes.id)).toEqual([
      ...['scopes-push', 'limit-some', 'functions-a', 'expires-date'],
    ]);
    expectSoundPage(newKeyPage({ ...frame, formId: 'f', slugs: [], typed: { ...typed, date: '' } }));
  });
});

describe('the page of the account', () => {
  const session = {
    ...{ id: 'key_1', device: hostile, current: true, createdAt: '2026-03-14T12:00:00.000Z' },
    ...{ lastUsedAt: '2026-03-14T12:00:00.000Z', expiresAt: '2026-04-13T12:00:00.000Z' },
  };
  const account = { ...frame, email: hostile, createdAt: session.createdAt };

  it('ends the session it is looked at with as signing out does, and others by their ids', () => {
    const other = { ...session, id: 'key_2', current: false };
    const html = accountPage({
      ...account,
      sessions: [session, other],
      errors: { currentPassword: hostile },
    });
    expectSoundPage(html);
    const actions = elementsNamed(html, 'form').map(({ attributes }) => attributes.action);
    expect(actions.filter((action) => action !== '/functions')).toEqual([
      ...['/logout', '/admin/account/sessions/end-others', '/logout'],
      ...['/admin/account/sessions/key_2/end', '/admin/account/password'],
    ]);
  });

  it('offers to sign out elsewhere only where there is an elsewhere', () => {
    expect(accountPage({ ...account, sessions: [session] })).not.toContain('Sign out everywhere else');
  });
});

describe('the activity', () => {
  const by = { kind: 'session' as const, name: 'Firefox on Linux', prefix: 'ac_abcdefg' };
  const entry = {
    ...{ id: 'aud_1', at: '2026-03-14T12:00:00.000Z', target: 'alice', details: {}, by, requestId: 'r-1' },
  };
  const sentenceOf = (action: string, more = {}) => {
    const entries = [{ ...entry, action, ...more }];
    const html = activityPage({ ...frame, entries, nextCursor: null, isContinued: false });
    expectSoundPage(html);
    return textOf(/<li class="row"><p>(.*?)<\/p>/s.exec(html)![1]!);
  };

  it.each([
    ['login.succeed', { details: { device: 'Firefox on Linux' } }, 'You signed in with Firefox on Linux.'],
    ['login.end', { details: { name: 'A browser on Linux' } }, 'You signed out of a browser on Linux.'],
    ['login.fail', { details: {}, by: undefined }, 'Somebody tried to sign in, and failed.'],
    ['session.end-others', { details: { count: '2' } }, 'You signed out everywhere else: of 2 sessions.'],
    ['key.create', { by: undefined, details: { name: 'ci' } }, 'The operator created the key ci.'],
    ['key.create', { details: { name: 'laptop', prefix: 'ac_1' } }, 'You created the key laptop (ac_1…).'],
    [
      'key.revoke',
      { target: 'key_9', targetKey: { ...by, name: 'old' } },
      'You revoked the key old (ac_abcdefg…).',
    ],
    ['key.revoke', { target: 'key_9' }, 'You revoked the key key_9.'],
    ['version.publish', { target: 'alice/greeter@1.0.0' }, 'You published alice/greeter@1.0.0.'],
    [
      'draft.create',
      { target: 'alice/g', details: { id: 'fn_1', source: 'git' } },
      'You pushed a draft of alice/g from git push.',
    ],
    ['star.add', { target: 'nonsense' }, 'You starred nonsense.'],
    ['something.new', { target: 'alice/x' }, 'something.new: alice/x'],
    ['constructor', { target: 'x' }, 'constructor: x'],
  ])('is told in sentences: %s %j', (action, more, sentence) => {
    expect(sentenceOf(action, more)).toBe(sentence);
  });

  it('leads to older entries and back, of the kind that is shown', () => {
    const entries = [{ ...entry, action: 'key.create', details: { name: hostile }, requestId: hostile }];
    const html = activityPage({ ...frame, entries, kind: 'keys', nextCursor: 'older', isContinued: true });
    expectSoundPage(html);
    expect(html).toContain('href="/admin/activity?kind=keys&amp;cursor=older"');
    expectSoundPage(activityPage({ ...frame, entries: [], nextCursor: null, isContinued: false }));
  });
});

it('the list of stars leads to the functions, and says where there are none', () => {
  const html = starsPage({ ...frame, functions: [listedSample()], total: 31, nextCursor: 'more' });
  expectSoundPage(html);
  expect(html).toContain('href="/admin/stars?cursor=more"');
  expectSoundPage(starsPage({ ...frame, functions: [], total: 0, nextCursor: null }));
});
