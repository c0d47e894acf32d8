import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row a note. */
export const templateTable = sqliteTable('template_slug', {
  id: text('id').primaryKey(),
  text: text('text').notNull(),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull(),
});
