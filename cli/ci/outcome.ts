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
  /** The function's page on the Hub, absolute. */
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
export function outcomeWords({ action, published, why, error }: Outcome, dryRun = false): string {
  if (error) return `failed: ${error.code}`;
  const words = [dryRun && action !== 'left' ? `would be ${action}` : action, published ? 'published' : ''];
  return words.filter(Boolean).join(', ') + (why ? ` (${why})` : '');
}

/** An outcome's name for the log: the slug, else the folder. */
export function nameOf({ slug, folder }: Outcome): string {
  return slug ?? folder;
}
