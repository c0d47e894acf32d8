import type { Diagnostic } from '../../server/contract/answers.ts';
import type { RegistryError } from '../../server/contract/errors.ts';

/** What came of one function. */
export interface Outcome {
  /** As from the current folder; `.` for that itself. */
  readonly folder: string;
  /** Nothing where it could not be read. */
  readonly slug: string | null;
  readonly author: string | null;
  readonly version: string | null;
  /** `unchanged`: the registry has it already. `left`: the job was not about it. */
  readonly action: 'created' | 'updated' | 'unchanged' | 'left' | 'failed';
  /** Whether this version is published now. */
  readonly published: boolean;
  readonly id: string | null;
  /** The function's page on the Hub, absolute; that of the Admin where it was never published. */
  readonly hub: string | null;
  /** Why it was left, or not published. */
  readonly why: string | null;
  readonly error: RegistryError | null;
  /** Paths are relative to the function's folder. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What nothing is known of. */
export const UNKNOWN: Omit<Outcome, 'folder' | 'action'> = {
  slug: null,
  author: null,
  version: null,
  published: false,
  id: null,
  hub: null,
  why: null,
  error: null,
  diagnostics: [],
};

/** An outcome in a few words, such as `updated, published`. */
export function outcomeWords(outcome: Outcome, dryRun = false): string {
  const { action, published, version, why, error } = outcome;
  if (error) return `failed: ${error.code}`;
  const known = published && action === 'unchanged' ? `${version} is published` : undefined;
  const isDone = action === 'left' || action === 'unchanged' || !dryRun;
  const words = [isDone ? action : `would be ${action}`, isPublishedNow(outcome) ? 'published' : ''];
  const said = why ?? known;
  return words.filter(Boolean).join(', ') + (said ? ` (${said})` : '');
}

/** Whether it was this job that published it, or would be in a dry run. */
export function isPublishedNow({ action, published }: Outcome): boolean {
  return published && (action === 'created' || action === 'updated');
}

/** An outcome's name for the log: the slug, else the folder. */
export function nameOf({ slug, folder }: Outcome): string {
  return slug ?? folder;
}
