import type { Diagnostic } from '../contract/answers.ts';
import { textOf } from './fileContent.ts';
import { error } from './finding.ts';
import type { FunctionFiles } from './gitObjects.ts';

type Shape = readonly [name: string, pattern: string];

/** Texts that are nothing else, whatever they say of themselves. */
const KEYS: readonly Shape[] = [
  ['an AWS access key', '\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b'],
  ['a GitHub token', '\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,255})'],
  ['a GitLab token', '\\bglpat-[A-Za-z0-9_-]{20}'],
  ['a Stripe secret key', '\\b[rs]k_live_[A-Za-z0-9]{20}'],
  ['a Slack token', '\\bxox[abeoprs]-[A-Za-z0-9-]{20}'],
  ['a Google API key', '\\bAIza[A-Za-z0-9_-]{35}'],
  ['an npm token', '\\bnpm_[A-Za-z0-9]{36}'],
  ['an Anthropic or OpenAI key', '\\bsk-(?:ant-|proj-|svcacct-|admin-)[A-Za-z0-9_-]{20}'],
  ['a SendGrid key', '\\bSG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}'],
  ['a key of this registry', '\\bac_[A-Za-z0-9_-]{43}'],
  ['a private key', '-----BEGIN (?:[A-Z]{1,20} ){0,4}PRIVATE KEY-----'],
];

/** Texts that also stand in examples, filled with words or with one character again and again. */
const LIKELY: readonly Shape[] = [
  ['an OpenAI key', '\\bsk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}'],
  ['a Stripe signing secret', '\\bwhsec_[A-Za-z0-9+/]{32}'],
  [
    'a Slack webhook',
    'https://hooks\\.slack\\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20,30}',
  ],
  ['a Discord webhook', 'https://discord(?:app)?\\.com/api/webhooks/[0-9]{15,20}/[A-Za-z0-9_-]{60,80}'],
  ['a Google client secret', '\\bGOCSPX-[A-Za-z0-9_-]{28}'],
  ['a Telegram bot token', '\\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])'],
  ['a Mailgun key', '\\bkey-[0-9a-f]{32}\\b'],
  ['a Resend key', '\\bre_[A-Za-z0-9]{6,10}_[A-Za-z0-9]{20,30}\\b'],
  ['a Twilio key', '\\bSK[0-9a-f]{32}\\b'],
  ['a DigitalOcean token', '\\bdo[opr]_v1_[0-9a-f]{64}'],
  ['a GitLab token', '\\bgl(?:dt|rt|soat|ptt|cbt|agent)-[A-Za-z0-9_-]{20}'],
  ['a Hugging Face token', '\\bhf_[A-Za-z0-9]{34}\\b'],
  ['a Groq key', '\\bgsk_[A-Za-z0-9]{52}'],
  ['a Supabase key', '\\bsb(?:p_[0-9a-f]{40}|_secret_[A-Za-z0-9_-]{31})'],
  ['a Shopify token', '\\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}'],
  ['a PlanetScale password', '\\bpscale_(?:pw|tkn|oauth)_[A-Za-z0-9_.-]{32,64}'],
  ['a Linear key', '\\blin_api_[A-Za-z0-9]{40}'],
  ['a PyPI token', '\\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50}'],
  ['a Vault token', '\\bhvs\\.[A-Za-z0-9_-]{24,128}'],
  ['a Sentry token', '\\bsntrys_[A-Za-z0-9+/=_-]{60,200}'],
  ['a Grafana token', '\\bglsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}'],
  [
    'a database password',
    '\\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\\+srv)?|rediss?|amqps?|mssql)://[^\\s:/@\'"`$<>{}]{0,64}:[^\\s:/@\'"`$<>{}*]{8,128}@[A-Za-z0-9.-]{1,253}',
  ],
];

/** What nobody would call a real key: words of examples, and runs of one character or of counting. */
const EXAMPLE =
  /example|placeholder|your|dummy|sample|redacted|change.?me|replace|password|passw0rd|secret[^_]|user:pass|fake|x{4}|\.{3}|(.)\1{5}|0123456|1234567|abcdef|localhost|127\.0\.0\.1|@(?:db|postgres|mysql|mongo|redis|host|server)$/i;
const ALL = [...KEYS, ...LIKELY];
const ANY = ALL.map(([, pattern]) => `(${pattern})`).join('|');

/** Finds texts of the shapes of well-known keys, at most one a line; severity `error`, code `SECRET`. */
export function findSecrets(files: FunctionFiles): Diagnostic[] {
  return [...files].flatMap(([path, content]) => secretsIn(path, textOf(content) ?? ''));
}

function secretsIn(path: string, text: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  let line = 1;
  let start = 0;
  for (const match of text.matchAll(new RegExp(ANY, 'g'))) {
    const shape = match.slice(1).findIndex((group) => group !== undefined);
    if (shape >= KEYS.length && EXAMPLE.test(match[0])) continue;
    for (
      let end = text.indexOf('\n', start);
      end >= 0 && end < match.index;
      end = text.indexOf('\n', start)
    ) {
      line += 1;
      start = end + 1;
    }
    if (found.at(-1)?.line === line) continue;
    const name = ALL[shape]?.[0];
    const message = `This looks like ${name}; read it from an environment variable instead, and revoke it if it is real.`;
    found.push(error(path, { line, column: match.index - start + 1 }, 'SECRET', message));
  }
  return found;
}
