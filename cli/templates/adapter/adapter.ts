import { desc } from 'drizzle-orm';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import { type Context, Hono } from 'hono';
import { addNote, listNotes, type NotesContext } from './core';
import { templateTable } from './schema';

/** Any Drizzle database on SQLite: D1, libSQL, Bun, better-sqlite3. */
export type NotesDatabase = BaseSQLiteDatabase<'sync' | 'async', unknown>;

/** The app sets the database as `db` before the route. */
export interface NotesEnv {
  Variables: { db: NotesDatabase };
}

/** The notes as Hono routes: `GET /` lists them, `POST /` adds one. */
export const templateRoute = new Hono<NotesEnv>();

templateRoute.get('/', async (c) => c.json({ notes: await listNotes(contextOf(c)) }));

templateRoute.post('/', async (c) => {
  const body: unknown = await c.req.json().catch(() => undefined);
  const text = typeof body === 'object' && body !== null && 'text' in body ? body.text : undefined;
  if (typeof text !== 'string') return c.json({ error: 'Send {"text": "..."}' }, 400);
  const note = await addNote(contextOf(c), text);
  if (note === 'invalid-text') return c.json({ error: 'A note has 1 to 1,000 characters' }, 400);
  return c.json({ note }, 201);
});

/** The one place that knows both the core and Hono with Drizzle; another framework gets another adapter. */
function contextOf(c: Context<NotesEnv>): NotesContext {
  const db = c.get('db');
  return {
    latest: async (limit) =>
      db.select().from(templateTable).orderBy(desc(templateTable.createdAt)).limit(limit),
    insert: async (note) => {
      await db.insert(templateTable).values(note);
    },
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
  };
}
