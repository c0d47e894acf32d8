import { beforeEach, describe, expect, it } from 'vitest';
import { addNote, listNotes, type Note, type NotesContext } from './core';

let notes: Note[];
let context: NotesContext;

beforeEach(() => {
  notes = [];
  context = {
    latest: async (limit) => notes.slice(0, limit),
    insert: async (note) => {
      notes.unshift(note);
    },
    now: () => new Date('2026-01-01T00:00:00Z'),
    newId: () => `note-${notes.length + 1}`,
  };
});

describe('notes', () => {
  it('keeps a note, trimmed, and lists the newest first', async () => {
    await addNote(context, 'first');
    expect(await addNote(context, ' second ')).toEqual({
      id: 'note-2',
      text: 'second',
      createdAt: new Date('2026-01-01T00:00:00Z'),
    });
    expect((await listNotes(context)).map(({ text }) => text)).toEqual(['second', 'first']);
  });

  it.each(['', '  ', 'a'.repeat(1001)])('keeps nothing of %j', async (text) => {
    expect(await addNote(context, text)).toBe('invalid-text');
    expect(notes).toEqual([]);
  });

  it('lists at most fifty', async () => {
    for (let count = 0; count < 60; count += 1) await addNote(context, 'again');
    expect(await listNotes(context)).toHaveLength(50);
  });
});
