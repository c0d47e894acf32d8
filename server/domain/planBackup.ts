import type { Oid } from '../contract/names.ts';

/** The refs of a repository by their full names. */
export type Refs = Readonly<Record<string, Oid>>;

/** What a backup has to do for one account. */
export type BackupPlan =
  | { readonly kind: 'unchanged' }
  /** A bundle of what is new since `basis`, beside the earlier ones. */
  | { readonly kind: 'incremental'; readonly basis: Refs }
  /** One bundle of everything, instead of the earlier ones. */
  | { readonly kind: 'full'; readonly why: 'first' | 'asked' | 'rewritten' | 'many' | 'damaged' }
  /** Refs that nothing deletes are gone: what is in the backup may be all there is of them. */
  | { readonly kind: 'refused'; readonly lost: readonly string[] };

/** How an account stands in the backup, and how it stands now. */
export interface BackupState {
  /** Of the last backup; nothing where the account was in none. */
  readonly before: Refs | undefined;
  readonly now: Refs;
  /** Whether each branch that moved came after what it was. */
  readonly isContinued: (ref: string) => boolean;
  /** Bundles that the backup holds of the account. */
  readonly bundles: number;
  /** Whether all of them are there as they were written. */
  readonly isWhole: boolean;
  readonly full: boolean;
  readonly acceptLoss: boolean;
}

/** So many are restored in a moment; more would only be more files. */
const MOST_BUNDLES = 50;
const PUBLISHED = 'refs/heads/published';
const TAGS = 'refs/tags/';

/** The refs that moved since the last backup, and are still there. */
export function movedRefs(before: Refs, now: Refs): string[] {
  return Object.keys(now).filter((ref) => ref in before && before[ref] !== now[ref]);
}

/**
 * Decides what a backup writes of an account. What was rewritten or deleted is not to live on in a backup, so that such
 * an account is written anew, as a whole.
 */
export function planBackup(state: BackupState): BackupPlan {
  const { before, now, isContinued, bundles, isWhole, full, acceptLoss } = state;
  if (before === undefined) return { kind: 'full', why: 'first' };
  const gone = Object.keys(before).filter((ref) => !(ref in now));
  const lost = gone.filter((ref) => ref === PUBLISHED || ref.startsWith(TAGS));
  if (lost.length > 0 && !acceptLoss) return { kind: 'refused', lost };
  if (full) return { kind: 'full', why: 'asked' };
  if (!isWhole) return { kind: 'full', why: 'damaged' };
  const moved = movedRefs(before, now);
  const isRewritten = (ref: string) => ref.startsWith(TAGS) || !isContinued(ref);
  if (gone.length > 0 || moved.some(isRewritten)) return { kind: 'full', why: 'rewritten' };
  if (moved.length === 0 && Object.keys(now).length === Object.keys(before).length)
    return { kind: 'unchanged' };
  return bundles >= MOST_BUNDLES ? { kind: 'full', why: 'many' } : { kind: 'incremental', basis: before };
}
