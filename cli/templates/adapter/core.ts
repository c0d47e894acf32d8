import { desc } from 'drizzle-orm';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import { templateTable } from './schema';

/** Any Drizzle database on SQLite: D1, libSQL, Bun, better-sqlite3. */
export type NotesDatabase = BaseSQLiteDatabase<'sync' | 'async', unknown>;

/** What the core needs from its surroundings; it knows no framework and no environment. */
export interface NotesContext {
  db: NotesDatabase;
  now(): Date;
  newId(): string;
}

/** What is kept; `id` is a UUID. */
export type Note = typeof templateTable.$inferSelect;

const MAX_TEXT = 1000;
const MAX_LISTED = 50;

/** Keeps a note; nothing is kept where the text is empty or longer than 1,000 characters. */
export async function addNote(
  { db, now, newId }: NotesContext,
  text: string,
): Promise<Note | 'invalid-text'> {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_TEXT) return 'invalid-text';
  const note = { id: newId(), text: trimmed, createdAt: now() };
  await db.insert(templateTable).values(note);
  return note;
}

/** The newest notes, at most fifty. */
export async function listNotes({ db }: NotesContext): Promise<Note[]> {
  return db.select().from(templateTable).orderBy(desc(templateTable.createdAt)).limit(MAX_LISTED);
}
