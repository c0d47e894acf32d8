import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { RegistryError } from '../contract/errors.ts';
import type { IndexTables } from './indexTables.ts';
import type { Store } from './store.ts';

/** What removes from the index's files what its rows do not hold any more. */
export interface IndexScrub {
  /** Writes the files anew without deleted content; throws `BUSY` where a reader does not let go of the old ones. */
  scrub(): Promise<void>;
}

const ATTEMPTS = 40;
const PAUSE_MS = 100;

/** The operation, over an open store that writes. */
export function indexScrub(store: Store<IndexTables>): IndexScrub {
  return {
    async scrub() {
      // Words of deleted rows stay in the full-text index until its parts are merged, and all else in free pages.
      await store.query((db) =>
        sql`insert into function_search (function_search) values ('optimize')`.execute(db),
      );
      await store.query((db) => sql`vacuum`.execute(db));
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const { rows } = await store.query((db) =>
          sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db),
        );
        if (rows[0]?.busy === 0) return;
        await pause(PAUSE_MS);
      }
      throw new RegistryError('BUSY', 'The index is being read without a pause', { retryAfter: 5 });
    },
  };
}
