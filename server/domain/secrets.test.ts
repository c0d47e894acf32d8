import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortablePath } from '../contract/names.ts';
import { findSecrets } from './secrets.ts';

const LETTERS = 'kT3vQ9xLmB7cRw2ZpJ5nHs8YgDf4AeVu6KqNtXyWb1GjMzUoPiSaEhCrFdOlI0';
const HEX = '9f3b07ac51e8d2640b7fe92a35c81d4e6a90f7b2c83d15e470ab96fd28c1e35b';
const some = (length: number) => LETTERS.repeat(3).slice(0, length);
const hex = (length: number) => HEX.slice(0, length);

/** Put together here, so that no tool takes this file for one with secrets in it. */
const SECRETS = {
  'an AWS access key': `AKIA${some(40).toUpperCase().slice(0, 16)}`,
  'a GitHub token': `ghp_${some(36)}`,
  'a GitLab token': `glpat-${some(20)}`,
  'a Stripe secret key': `sk_live_${some(24)}`,
  'a Slack token': `xoxb-${some(24)}`,
  'a Google API key': `AIza${some(35)}`,
  'an npm token': `npm_${some(36)}`,
  'an Anthropic or OpenAI key': `sk-proj-${some(40)}`,
  'a SendGrid key': `SG.${some(22)}.${some(43)}`,
  'a key of this registry': `ac_${some(43)}`,
  'a private key': '-----BEGIN RSA PRIVATE KEY-----',
  'an OpenAI key': `sk-${some(20)}T3BlbkFJ${some(20)}`,
  'a Stripe signing secret': `whsec_${some(32)}`,
  'a Slack webhook': `https://hooks.slack.com/services/T02AB3CD4/B05EF6GH7/${some(24)}`,
  'a Discord webhook': `https://discord.com/api/webhooks/112039485760192837/${some(62)}${some(6)}`,
  'a Google client secret': `GOCSPX-${some(28)}`,
  'a Telegram bot token': `5820174936:AA${some(33)}`,
  'a Mailgun key': `key-${hex(32)}`,
  'a Resend key': `re_${some(8)}_${some(24)}`,
  'a Twilio key': `SK${hex(32)}`,
  'a DigitalOcean token': `dop_v1_${hex(64)}`,
  'a Hugging Face token': `hf_${some(34)}`,
  'a Groq key': `gsk_${some(52)}`,
  'a Supabase key': `sb_secret_${some(31)}`,
  'a Shopify token': `shpat_${hex(32)}`,
  'a PlanetScale password': `pscale_pw_${some(43)}`,
  'a Linear key': `lin_api_${some(40)}`,
  'a PyPI token': `pypi-AgEIcHlwaS5vcmc${some(60)}`,
  'a Vault token': `hvs.${some(30)}`,
  'a Sentry token': `sntrys_${some(80)}`,
  'a Grafana token': `glsa_${some(32)}_${hex(8)}`,
  'a database password': `postgres://app:${some(16)}@db.eu-central.shop.io:5432/shop`,
};

const found = (text: string) => findSecrets(new Map([['a.ts' as PortablePath, Buffer.from(text)]]));

describe('findSecrets', () => {
  it.each(Object.entries(SECRETS))('finds %s where it stands', (name, secret) => {
    expect(found(`// first\r\nconst é = '${secret}';\nlast`)).toEqual([
      expect.objectContaining({
        ...{ path: 'a.ts', line: 2, column: 12, severity: 'error', code: 'SECRET' },
        message: expect.stringContaining(`like ${name};`),
      }),
    ]);
  });

  it.each([
    'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
    'postgres://user:password@localhost:5432/db',
    'postgresql://postgres:postgres@db:5432/app',
    'mysql://root:example-password@127.0.0.1/db',
    'mongodb+srv://<user>:<password>@cluster0.mongodb.net',
    'postgres://$' + '{user}:$' + '{password}@$' + '{host}/db',
    'redis://localhost:6379 and https://alice:secretword@example.com',
    'process.env.STRIPE_KEY; sk_test_4eC39HqLyjWDarjtT1zdp7dc',
    `whsec_${'x'.repeat(32)} re_123456789_abcdefghijklmnopqrstuv`,
    'key-0123456789abcdef0123456789abcdef',
    'SKU12345678901234567890123456789012',
    'https://discord.com/api/webhooks/123456789012345678/your-token-here',
    '-----BEGIN PUBLIC KEY-----',
    'sha256-9f3b07ac51e8d2640b7fe92a35c81d4e6a90f7b2c83d15e470ab96fd28c1e35b',
    'const hash = "9f3b07ac51e8d2640b7fe92a35c81d4e6a90f7b2";',
  ])('passes over examples, and what only looks alike: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('finds one in each line that has any, in order', () => {
    const { 'a GitHub token': github, 'an npm token': npm } = SECRETS;
    const text = `${github} ${npm}\n\n${npm}\n`;
    expect(found(text).map(({ line, column }) => [line, column])).toEqual([
      [1, 1],
      [3, 1],
    ]);
  });

  it('reads a mebibyte of anything at once', () => {
    for (const unit of [
      'a',
      'A1',
      'postgres://',
      '1234567890:AA',
      '-----BEGIN A ',
      'key-',
      'eyJ.',
      '\n',
      'sk-',
    ])
      found(unit.repeat(1024 ** 2 / unit.length));
  }, 10_000);

  it('finds a secret wherever it is put', () => {
    const around = fc.array(fc.constantFrom('x = ', ' ', '\n', '"', "'", '\t', ';', 'é', '😀\n'), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(around, fc.constantFrom(...Object.values(SECRETS)), around, (before, secret, after) => {
        const text = `${before.join('')} ${secret} ${after.join('')}`;
        const start = text.indexOf(secret);
        const line = text.slice(0, start).split('\n').length;
        const column = start - text.lastIndexOf('\n', start);
        expect(found(text).map((each) => [each.line, each.column])).toEqual([[line, column]]);
      }),
      { numRuns: 200 },
    );
  });
});
