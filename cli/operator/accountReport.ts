import { QUOTA_KINDS, type QuotaKind, type Quotas } from '../../server/domain/quotas.ts';
import type { AccountDescription } from '../../server/services/describeAccounts.ts';
import { counted } from '../counted.ts';

/** An account as `--json` gives it; a limit that there is not is null. */
export function accountAsJson(described: AccountDescription) {
  const { account, status, usage, keys, sessions, lastSeenAt } = described;
  return {
    username: account.username,
    status,
    email: account.deletedAt === null ? account.email : null,
    createdAt: timeOf(account.createdAt),
    disabledAt: timeOf(account.disabledAt),
    deletedAt: timeOf(account.deletedAt),
    lastSeenAt: timeOf(lastSeenAt),
    ...{ keys, sessions, usage },
    quotas: quotasAsJson(described.quotas),
  };
}

/** Quotas as `--json` gives them; null where there is no limit. */
export function quotasAsJson(quotas: Quotas): Record<QuotaKind, number | null> {
  const given = (kind: QuotaKind) => (Number.isFinite(quotas[kind]) ? quotas[kind] : null);
  return { drafts: given('drafts'), functions: given('functions'), bytes: given('bytes') };
}

/** One row for an account in a list. */
export function accountRow({ account, status, usage, keys, lastSeenAt }: AccountDescription): string[] {
  return [
    account.username,
    status,
    counted(usage.functions, 'function'),
    counted(usage.drafts, 'draft'),
    sizeOf(usage.bytes),
    counted(keys, 'key'),
    lastSeenAt === null ? 'never seen' : `seen ${day(lastSeenAt)}`,
  ];
}

/** Everything about an account, a row each. */
export function accountFacts(described: AccountDescription): string[][] {
  const { account, status, usage, quotas, keys, sessions, lastSeenAt } = described;
  const since = account.deletedAt ?? account.disabledAt;
  return [
    ['username', account.username],
    ['status', since === null ? status : `${status} since ${timeOf(since)}`],
    ...(account.deletedAt === null ? [['e-mail', account.email]] : []),
    ['created', timeOf(account.createdAt) ?? ''],
    ['last seen', timeOf(lastSeenAt) ?? 'never'],
    ['keys', String(keys)],
    ['sessions', String(sessions)],
    ...QUOTA_KINDS.map((kind) => [kind, `${amount(kind, usage[kind])}, ${most(kind, quotas[kind])}`]),
  ];
}

/** What an account may have, in words. */
export function quotasSaid(quotas: Quotas): string {
  return QUOTA_KINDS.map((kind) => `${kind} ${most(kind, quotas[kind])}`).join(', ');
}

/** ISO 8601. */
export function timeOf(milliseconds: number): string;
export function timeOf(milliseconds: number | null): string | null;
export function timeOf(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

/** Bytes for people, as in `1.4 MiB`. */
export function sizeOf(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const at = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)));
  return `${Number((bytes / 1024 ** at).toFixed(1))} ${units[at]}`;
}

function most(kind: QuotaKind, value: number): string {
  return Number.isFinite(value) ? `at most ${amount(kind, value)}` : 'no limit';
}

function amount(kind: QuotaKind, value: number): string {
  return kind === 'bytes' ? sizeOf(value) : String(value);
}

function day(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
