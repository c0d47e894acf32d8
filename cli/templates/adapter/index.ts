export { type NotesEnv, templateRoute } from './adapter';
export { addNote, listNotes, type Note, type NotesContext, type NotesDatabase } from './core';
export { templateTable } from './schema';
