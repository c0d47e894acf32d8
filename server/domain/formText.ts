const LINE_END = /\r\n|\r|\n/g;

/**
 * The text of a file as a form sends it back. Forms turn every line end into CRLF; the file keeps its own: untouched
 * text is the stored one to the byte, and what was edited gets the line end that the stored text has most of.
 */
export function textOfForm(sent: string, stored: string): string {
  const text = withLineEnd(sent, '\n');
  if (text === withLineEnd(stored, '\n')) return stored;
  return withLineEnd(text, usualLineEnd(stored));
}

/** The text with all of its line ends alike. */
export function withLineEnd(text: string, end: string): string {
  return text.replace(LINE_END, end);
}

/** The line end that a text has most of; `\n` where it has none. */
export function usualLineEnd(text: string): string {
  const counts = new Map<string, number>([['\n', 0]]);
  for (const [end] of text.matchAll(LINE_END)) counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}
