import { RegistryError } from '../contract/errors.ts';

/** What an account's share of the registry is measured in; bytes are those of its repository on disk. */
export const QUOTA_KINDS = ['drafts', 'functions', 'bytes'] as const;
export type QuotaKind = (typeof QUOTA_KINDS)[number];

/** How much an account may have; `Infinity` where there is no limit. */
export type Quotas = Readonly<Record<QuotaKind, number>>;

/** What the operator has said of one account; `null` for what everybody gets. */
export type StatedQuotas = Readonly<Record<QuotaKind, number | null>>;

/** How much an account has, or is about to get. */
export type Usage = Readonly<Record<QuotaKind, number>>;

export const UNLIMITED: Quotas = {
  drafts: Number.POSITIVE_INFINITY,
  functions: Number.POSITIVE_INFINITY,
  bytes: Number.POSITIVE_INFINITY,
};

/** What an account may have: what was said of it, else what everybody gets. */
export function quotasOf(stated: StatedQuotas, everybody: Quotas): Quotas {
  return {
    drafts: stated.drafts ?? everybody.drafts,
    functions: stated.functions ?? everybody.functions,
    bytes: stated.bytes ?? everybody.bytes,
  };
}

/** Whether there is any limit at all. */
export function isLimited(quotas: Quotas): boolean {
  return QUOTA_KINDS.some((kind) => quotas[kind] !== Number.POSITIVE_INFINITY);
}

/** Throws `QUOTA_EXCEEDED` for the first kind that would grow beyond its limit; what does not grow is not looked at. */
export function assertWithinQuotas(quotas: Quotas, has: Usage, grows: Usage): void {
  for (const kind of QUOTA_KINDS) {
    if (grows[kind] <= 0 || has[kind] + grows[kind] <= quotas[kind]) continue;
    const { message, hint } = REFUSALS[kind](has[kind], grows[kind], quotas[kind]);
    throw new RegistryError('QUOTA_EXCEEDED', message, { hint });
  }
}

type Refusal = (has: number, grows: number, most: number) => { message: string; hint: string };

const REFUSALS: Readonly<Record<QuotaKind, Refusal>> = {
  drafts: (has, grows, most) => ({
    message: `The account has ${counted(has, 'unpublished draft')}${added(grows)}; it may have ${most}`,
    hint: 'Delete or publish drafts, or ask the operator for more.',
  }),
  functions: (has, grows, most) => ({
    message: `The account has ${counted(has, 'function')}${added(grows)}; it may have ${most}`,
    hint: 'Ask the operator for more; a slug branch of which nothing is published can be deleted.',
  }),
  bytes: (has, grows, most) => ({
    message: `The account takes ${bytes(has)}, and this would add ${bytes(grows)}; it may take ${bytes(most)}`,
    hint: 'Ask the operator for more room.',
  }),
};

/** One is what everybody takes for granted; several may be too many where there is room yet. */
function added(grows: number): string {
  return grows > 1 ? `, and this would add ${grows}` : '';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function bytes(count: number): string {
  return `${count.toLocaleString('en')} bytes`;
}
