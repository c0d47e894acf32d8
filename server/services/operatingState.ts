import type { ErrorCode } from '../contract/errors.ts';
import type { CheckReadiness } from './readiness.ts';
import type { Stores } from './stores.ts';

/** What an operator watches beside what is counted; what cannot be told is absent. */
export interface OperatingState {
  readonly git: string | undefined;
  /** Why the registry cannot do its work; none where it can. */
  readonly faults: readonly ErrorCode[];
  /** Bytes. */
  readonly disk: { readonly free: number; readonly size: number } | undefined;
  /** Accounts whose repository has published what the index does not know. */
  readonly accountsBehind: number | undefined;
}

export type ReadOperatingState = () => Promise<OperatingState>;

/** The repositories are all looked at, which takes a moment where there are thousands. */
const LOOK_EVERY = 60_000;

/** Makes the reading of the state; it never throws. */
export function createOperatingState(
  { git, index, now }: Pick<Stores, 'git' | 'index' | 'now'>,
  checkReadiness: CheckReadiness,
): ReadOperatingState {
  let looked: { at: number; accounts: Promise<number | undefined> } | undefined;

  const accountsBehind = () => {
    if (!looked || now() - looked.at >= LOOK_EVERY)
      looked = { at: now(), accounts: countBehind({ git, index }).catch(() => undefined) };
    return looked.accounts;
  };

  return async () => {
    const [readiness, disk, behind] = await Promise.all([
      checkReadiness(),
      git.diskSpace().catch(() => undefined),
      accountsBehind(),
    ]);
    const faults = readiness.faults.map(({ code }) => code);
    return { git: readiness.git, faults, disk, accountsBehind: behind };
  };
}

async function countBehind({ git, index }: Pick<Stores, 'git' | 'index'>): Promise<number> {
  const [published, indexed] = await Promise.all([git.publishedTips(), index.tips()]);
  return [...published].filter(([account, tip]) => indexed.get(account) !== tip).length;
}
