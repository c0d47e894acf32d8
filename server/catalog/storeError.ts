import Database from 'libsql';
import { RegistryError } from '../contract/errors.ts';

const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

const READ_ONLY = 'The disk of the registry takes no writes at present';

/** SQLite's primary result code of a driver's error; `undefined` for any other value. */
function resultCode(error: unknown): number | undefined {
  // The driver names only some extended codes, but always gives the number; its low byte is the primary code.
  return error instanceof Database.SqliteError && error.rawCode !== undefined
    ? error.rawCode & 0xff
    : undefined;
}

/** Whether another connection holds the lock, so that the same attempt may succeed later. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === BUSY || code === LOCKED;
}

/** Whether the file's content, not its surroundings, is what failed. */
export function isDamage(error: unknown): boolean {
  const code = resultCode(error instanceof RegistryError ? error.cause : error);
  return code === CORRUPT || code === NOTADB;
}

/** Whether a unique column already holds the value. */
export function isUniqueConflict(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError &&
    (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
  );
}

/** Turns a driver's error into `STORE_FULL`, `STORE_READ_ONLY` or `STORE_UNAVAILABLE` where it is the disk's; returns anything else as it is. */
export function storeError(error: unknown): unknown {
  const code = resultCode(error);
  if (code === FULL)
    return new RegistryError('STORE_FULL', 'The disk of the registry is full', { cause: error });
  if (code === READONLY)
    return new RegistryError('STORE_READ_ONLY', READ_ONLY, { cause: error, retryAfter: 60 });
  if (code === IOERR || code === CANTOPEN) {
    return unavailable('The database of the registry cannot be used at present', error);
  }
  if (isDamage(error)) {
    return unavailable(
      'A database of the registry is damaged',
      error,
      'Restart the registry: it rebuilds its index. Accounts come back from a backup.',
    );
  }
  return error;
}

/** Turns a failed file operation into `STORE_FULL`, `STORE_READ_ONLY` or `STORE_UNAVAILABLE`. */
export function fileError(error: unknown): RegistryError {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new RegistryError('STORE_FULL', 'The disk of the registry is full', { cause: error });
  }
  if (code === 'EROFS')
    return new RegistryError('STORE_READ_ONLY', READ_ONLY, { cause: error, retryAfter: 60 });
  return unavailable('A database file of the registry cannot be opened', error);
}

function unavailable(message: string, cause: unknown, hint?: string): RegistryError {
  return new RegistryError('STORE_UNAVAILABLE', message, { cause, ...(hint === undefined ? {} : { hint }) });
}
