import type { Slug, Username } from '../contract/names.ts';
import type { AccountsTables } from './accountsTables.ts';
import type { Store } from './store.ts';

/** An unscoped name that the operator gave to another than its first publisher. */
export interface AssignedName {
  slug: Slug;
  author: Username;
  /** Milliseconds since 1970. */
  assignedAt: number;
}

/** The unscoped names of accounts.db; all others belong to whoever published them first. */
export interface NameRecords {
  assignedNames(): Promise<AssignedName[]>;
  assignName(name: AssignedName): Promise<void>;
  /** Whether the name was assigned. */
  releaseName(slug: Slug): Promise<boolean>;
}

/** The operations on assigned names, over an open store. */
export function nameRecords(store: Store<AccountsTables>): NameRecords {
  return {
    async assignedNames() {
      const rows = await store.query((db) =>
        db.selectFrom('assigned_names').selectAll().orderBy('slug').execute(),
      );
      return rows.map((row) => ({
        slug: row.slug as Slug,
        author: row.author as Username,
        assignedAt: row.assigned_at,
      }));
    },
    async assignName({ slug, author, assignedAt }) {
      await store.write((db) =>
        db.replaceInto('assigned_names').values({ slug, author, assigned_at: assignedAt }).execute(),
      );
    },
    async releaseName(slug) {
      const released = await store.write((db) =>
        db.deleteFrom('assigned_names').where('slug', '=', slug).executeTakeFirst(),
      );
      return released.numDeletedRows > 0n;
    },
  };
}
