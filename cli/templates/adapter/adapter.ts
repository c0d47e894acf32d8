import { type Context, Hono } from 'hono';
import { addNote, listNotes, type NotesContext, type NotesDatabase } from './core';

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

/** The one place that knows both the core and Hono; another framework gets another adapter. */
function contextOf(c: Context<NotesEnv>): NotesContext {
  return { db: c.get('db'), now: () => new Date(), newId: () => crypto.randomUUID() };
}
