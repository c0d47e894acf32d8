import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openAccountsDatabase } from './accountsDatabase.ts';
import { type Opened, prepareIndexFile } from './indexFile.ts';
import { generationOf, takedownMarkOf } from './indexGeneration.ts';
import { type IndexListing, indexListing } from './indexListing.ts';
import { type IndexOverview, indexOverview } from './indexOverview.ts';
import { type IndexReads, indexReads } from './indexReads.ts';
import { type IndexScrub, indexScrub } from './indexScrub.ts';
import type { IndexTables, ListingTables } from './indexTables.ts';
import { type IndexWrites, indexWrites } from './indexWrites.ts';
import { openDatabase, opening } from './openDatabase.ts';
import { withProcessLock } from './processLock.ts';
import { retryBusy } from './retryBusy.ts';
import { createStore, type Store } from './store.ts';
import { fileError } from './storeError.ts';

export type { ListedFunction, Listing, ListingQuery } from './indexListing.ts';
export type { NameRow, RecentVersion } from './indexOverview.ts';
export type { IndexedVersion } from './indexRows.ts';

/** index.db: what git says, for searching and listing; safe to delete. Its operations throw as {@link createStore} says. */
export interface IndexDatabase extends IndexReads, IndexWrites, IndexListing, IndexOverview, IndexScrub {
  /** Anything but `existing` is empty; but compare tips in any case, since another process may be rebuilding it. */
  opened: Opened;
  /** Another number after every change of the index, by whatever process: what was read before may be out of date. */
  generation(): number;
  /** Another text after every takedown, by whatever process: what was read of a version before may be gone. */
  takedownMark(): string;
  close(): void;
}

/**
 * Opens index.db, replacing a damaged file or one of another schema by an empty one, and joins the counts of accounts.db, which
 * is created where it is missing. Throws `STORE_UNAVAILABLE`, `STORE_FULL` or `BUSY` where a file cannot be opened.
 */
export async function openIndexDatabase(
  file: string,
  counts: { accountsFile: string },
): Promise<IndexDatabase> {
  makeFolder(dirname(file));
  (await openAccountsDatabase(counts.accountsFile)).close();
  return opening(() =>
    withProcessLock(`${file}.lock`, async () => {
      const opened = await prepareIndexFile(file);
      const reader = await openReader(file, counts.accountsFile);
      const writer = createStore<IndexTables>(await openDatabase(file, 'normal'));
      // A connection of its own: those above are in the midst of a transaction at times.
      const watcher = await openDatabase(file, 'normal');
      return {
        opened,
        ...indexWrites(writer),
        ...indexReads(reader),
        ...indexListing(reader),
        ...indexOverview(reader),
        ...indexScrub(writer),
        generation: generationOf(watcher),
        takedownMark: takedownMarkOf(watcher),
        close: () => {
          watcher.close();
          writer.close();
          reader.close();
        },
      };
    }),
  );
}

/** A connection of its own: a write transaction would lock every attached file, and so hold up logins. */
async function openReader(file: string, accountsFile: string): Promise<Store<ListingTables>> {
  const database = await openDatabase(file, 'normal');
  try {
    await retryBusy(() => database.exec(`attach database '${accountsFile.replaceAll("'", "''")}' as counts`));
    database.exec('pragma query_only = on');
  } catch (error) {
    database.close();
    throw error;
  }
  return createStore<ListingTables>(database, { attached: ['counts'] });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileError(error);
  }
}
