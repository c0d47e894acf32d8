import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type AccountRecords, accountRecords } from './accountRecords.ts';
import type { AccountsTables } from './accountsTables.ts';
import { type AuditRecords, auditRecords } from './auditRecords.ts';
import { type CountRecords, countRecords } from './countRecords.ts';
import { type CredentialRecords, credentialRecords } from './credentialRecords.ts';
import { type KeyRecords, keyRecords } from './keyRecords.ts';
import { type LifecycleRecords, lifecycleRecords } from './lifecycleRecords.ts';
import { type LinkRecords, linkRecords } from './linkRecords.ts';
import { migrate } from './migrate.ts';
import { ACCOUNTS_MIGRATIONS } from './migrations/accounts.ts';
import { type NameRecords, nameRecords } from './nameRecords.ts';
import { openDatabase, opening } from './openDatabase.ts';
import { createStore } from './store.ts';
import { fileError } from './storeError.ts';

export type { Account } from './accountRecords.ts';
export type { AuditEntry } from './auditRecords.ts';
export type { InstallCount } from './countRecords.ts';
export type { StoredKey } from './keyRecords.ts';

/** accounts.db: what git does not hold and a backup must. Its operations throw as {@link createStore} says. */
export interface AccountsDatabase
  extends AccountRecords,
    KeyRecords,
    CredentialRecords,
    AuditRecords,
    CountRecords,
    LifecycleRecords,
    LinkRecords,
    NameRecords {
  /** Takes the lock of a writer and gives it back; throws `BUSY` after ten seconds, `STORE_READ_ONLY`, `STORE_UNAVAILABLE`. */
  probe(): Promise<void>;
  close(): void;
}

/**
 * Opens accounts.db, readable by its owner alone, creating or migrating it where needed. Throws `STORE_UNAVAILABLE` where it
 * cannot be opened, is damaged, or was written by a newer version.
 */
export async function openAccountsDatabase(file: string): Promise<AccountsDatabase> {
  ownerOnly(file);
  const database = await opening(() => openDatabase(file, 'full'));
  // What is deleted is of people: it is overwritten too.
  database.exec('pragma secure_delete = on');
  const store = createStore<AccountsTables>(database);
  try {
    await migrate(store, ACCOUNTS_MIGRATIONS, 'The accounts database');
  } catch (error) {
    store.close();
    throw error;
  }
  return {
    ...accountRecords(store),
    ...keyRecords(store),
    ...credentialRecords(store),
    ...auditRecords(store),
    ...countRecords(store),
    ...lifecycleRecords(store),
    ...linkRecords(store),
    ...nameRecords(store),
    probe: () => store.write(async () => {}),
    close: () => store.close(),
  };
}

/** Makes the file before SQLite does, which then gives its journals the same mode. */
function ownerOnly(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Only ever a new file: closing a descriptor of an open database would drop the locks this process has on it.
    if (!existsSync(file)) closeSync(openSync(file, 'ax', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileError(error);
  }
  try {
    for (const path of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(path)) chmodSync(path, 0o600);
  } catch (error) {
    // The last connection to close, in another process, removes the journals.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(error);
  }
}
