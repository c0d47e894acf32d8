const LINE_ENDS = /(?<=\n|\r(?!\n))/;

/** The lines of a text, each with its end (`\n`, `\r\n` or `\r`); together they are the text, and none is empty. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(LINE_ENDS);
}
