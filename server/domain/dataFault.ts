import type { Username } from '../contract/names.ts';

/** What can be wrong with a data folder: what it means to the one who hosts it, and what mends it. */
export const FAULTS = {
  ACCOUNTS_MISSING: {
    means: 'the accounts database is gone: nobody can log in',
    mend: 'stop the registry, then run with --repair --from BACKUP',
  },
  ACCOUNTS_DAMAGED: {
    means: 'the accounts database is damaged',
    mend: 'stop the registry, then run with --repair --from BACKUP: what was changed since that backup is lost',
  },
  OPEN_TO_OTHERS: { means: 'other users of the machine may read what is private', mend: 'run with --repair' },
  INDEX_DAMAGED: {
    means: 'the index is damaged, or of another version',
    mend: 'stop the registry, then run with --repair; or restart it',
  },
  INDEX_DIFFERS: { means: 'the index does not say what git says', mend: 'run with --repair' },
  REPOSITORY_MISSING: {
    means: 'an account that has published has no repository',
    mend: 'run with --repair, and --from BACKUP for its drafts',
  },
  REPOSITORY_UNOWNED: {
    means: 'a repository has no account',
    mend: 'create the account, or restore the accounts database from a backup',
  },
  REPOSITORY_DAMAGED: {
    means: 'a file that makes a folder a git repository is damaged',
    mend: 'run with --repair',
  },
  REF_DAMAGED: {
    means: 'a ref cannot be read',
    mend: 'run with --repair --from BACKUP; without one, a slug branch starts anew with the next CI upsert',
  },
  REF_MISSING: {
    means: 'something that was published is gone from the repository',
    mend: 'run with --repair, and --from BACKUP',
  },
  REF_UNKNOWN: {
    means: 'a ref is of no kind that the registry makes',
    mend: 'look at it, and delete it by `git update-ref -d`: nothing reads it',
  },
  OBJECT_DAMAGED: {
    means: 'an object or a pack is damaged or missing',
    mend: 'run with --repair --from BACKUP; or publish or push the same content again',
  },
  TAG_MISSING: {
    means: 'a published version has no tag, and so cannot be installed',
    mend: 'run with --repair',
  },
  TAG_DIFFERS: {
    means: "a tag names another commit than its version's",
    mend: 'find out who moved it: the registry never does. A restored backup has it as it was',
  },
  CATALOGUE_DIFFERS: {
    means: 'the catalogue shows other files of a function than its newest version has',
    mend: 'publish the next version of the function',
  },
  MIRROR_DAMAGED: { means: 'the public copy is damaged', mend: 'run with --repair' },
  MIRROR_DIFFERS: {
    means: 'the public copy has other refs than what is published',
    mend: 'run with --repair',
  },
  MIRROR_EXPOSES: {
    means: 'the public copy holds an object that is not public',
    mend: 'run with --repair, soon: who knows its id can have it',
  },
  TAKEDOWN_UNFINISHED: {
    means: 'a takedown was cut off: what was to be removed may still be on the disk, and be shown',
    mend: 'run with --repair, or the same takedown again',
  },
  LEFTOVER: {
    means: 'a process that was killed left a lock or a temporary file',
    mend: 'run with --repair; the next write removes it too',
  },
  LOCK_HELD: {
    means: 'a process keeps the lock of an account, so that it could not be looked into',
    mend: 'run again; if it stays, end that process',
  },
  UNKNOWN_FILE: {
    means: 'something that is no repository lies among them',
    mend: 'move it elsewhere',
  },
} as const satisfies Record<string, { means: string; mend: string }>;

/** A key of {@link FAULTS}; stable, for programs to test. */
export type FaultCode = keyof typeof FAULTS;

/** One thing that is wrong with a data folder. */
export interface DataFault {
  readonly code: FaultCode;
  readonly account: Username | null;
  /** The file, ref or object, as an operator can look it up. */
  readonly what: string;
  /** What was seen there; absent, the code says it all. */
  readonly seen?: string | undefined;
}

/** Whether two faults are the same one, whatever was seen of it. */
export function isSameFault(a: DataFault, b: DataFault): boolean {
  return a.code === b.code && a.account === b.account && a.what === b.what;
}
