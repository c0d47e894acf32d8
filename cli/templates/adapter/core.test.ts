import { drizzle } from 'drizzle-orm/sqlite-proxy';
import { Hono } from 'hono';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NotesEnv, templateRoute } from './adapter';
import { addNote, listNotes, type NotesContext } from './core';

let sqlite: Database.Database;
let context: NotesContext;
let time: number;

beforeEach(() => {
  sqlite = new Database(':memory:');
  sqlite.exec(
    'create table "template_slug" (id text primary key, text text not null, created_at integer not null)',
  );
  const db = drizzle(async (sql, params, method) => {
    const statement = sqlite.prepare(sql);
    if (method !== 'run') return { rows: statement.raw().all(...params) };
    statement.run(...params);
    return { rows: [] };
  });
  time = Date.UTC(2026, 0, 1);
  context = { db, now: () => new Date(time), newId: () => crypto.randomUUID() };
});

afterEach(() => sqlite.close());

describe('the core', () => {
  it('keeps a note, trimmed, and lists the newest first', async () => {
    await addNote(context, 'first');
    time += 1;
    const second = await addNote(context, ' second ');
    expect(second).toMatchObject({ text: 'second', createdAt: new Date(time) });
    expect(await listNotes(context)).toMatchObject([second, { text: 'first' }]);
  });

  it.each(['', '  ', 'a'.repeat(1001)])('keeps nothing of %j', async (text) => {
    expect(await addNote(context, text)).toBe('invalid-text');
    expect(await listNotes(context)).toEqual([]);
  });

  it('lists at most fifty', async () => {
    for (let count = 0; count < 60; count += 1) await addNote(context, 'again');
    expect(await listNotes(context)).toHaveLength(50);
  });
});

describe('the route', () => {
  const send = (body?: string) => {
    const app = new Hono<NotesEnv>();
    app.use(async (c, next) => {
      c.set('db', context.db);
      await next();
    });
    app.route('/notes', templateRoute);
    return app.request('/notes', body === undefined ? {} : { method: 'POST', body });
  };

  it('adds and lists', async () => {
    expect((await send('{"text": "hello"}')).status).toBe(201);
    expect(await (await send()).json()).toEqual({ notes: [expect.objectContaining({ text: 'hello' })] });
  });

  it.each(['', '{', '[]', '{"text": 1}', '{"text": ""}'])('refuses %j', async (body) => {
    expect((await send(body)).status).toBe(400);
    expect(await (await send()).json()).toEqual({ notes: [] });
  });
});
