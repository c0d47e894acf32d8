import { RegistryError } from '../../server/contract/errors.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
const MILLISECONDS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_DAYS = 365;

/** A quota as typed: a number, with a unit for bytes; `none` for no limit, `default` for what everybody gets. Throws `USAGE`. */
export function parseQuota(flag: string, text: string, { isBytes = false } = {}): number | null {
  if (text === 'default') return null;
  if (text === 'none') return Number.POSITIVE_INFINITY;
  const [, number, unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?)([kmgt]?)(?:i?b)?$/i.exec(text) ?? [];
  const value = Math.round(Number(number) * UNITS[unit.toLowerCase()]!);
  if (Number.isSafeInteger(value) && (isBytes || /^\d+$/.test(text))) return value;
  throw new RegistryError('USAGE', `--${flag} ${text} is not a quota`, {
    hint: `Give a number${isBytes ? ' of bytes, such as 500M or 2G' : ''}, "none" for no limit, or "default" for what everybody gets.`,
  });
}

/** How long something lasts, as typed: `7d`, `12h` or `30m`, at most a year; in milliseconds. Throws `USAGE`. */
export function parseDuration(flag: string, text: string): number {
  const [, number, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const value = Number(number) * (MILLISECONDS[unit ?? ''] ?? Number.NaN);
  if (value > 0 && value <= LONGEST_DAYS * MILLISECONDS.d!) return value;
  throw new RegistryError('USAGE', `--${flag} ${text} is not a time`, {
    hint: `Give days, hours or minutes, such as 7d, 12h or 30m; at most ${LONGEST_DAYS}d.`,
  });
}
