export { type NotesDatabase, type NotesEnv, templateRoute } from './adapter';
export { addNote, listNotes, type Note, type NotesContext } from './core';
export { templateTable } from './schema';
