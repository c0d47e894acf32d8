/** What is kept; `id` is a UUID. */
export interface Note {
  id: string;
  text: string;
  createdAt: Date;
}

/** What the core needs from its surroundings: no framework, no database. */
export interface NotesContext {
  /** Newest first. */
  latest(limit: number): Promise<Note[]>;
  insert(note: Note): Promise<void>;
  now(): Date;
  newId(): string;
}

const MAX_TEXT = 1000;
const MAX_LISTED = 50;

/** Keeps a note; nothing is kept where the text is empty or longer than 1,000 characters. */
export async function addNote(context: NotesContext, text: string): Promise<Note | 'invalid-text'> {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_TEXT) return 'invalid-text';
  const note = { id: context.newId(), text: trimmed, createdAt: context.now() };
  await context.insert(note);
  return note;
}

/** The newest notes, at most fifty. */
export function listNotes(context: NotesContext): Promise<Note[]> {
  return context.latest(MAX_LISTED);
}
