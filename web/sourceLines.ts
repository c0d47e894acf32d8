import { escapeHtml, visibleSource } from './text.ts';

/** What of a file is put on a page. */
export interface Excerpt {
  text: string;
  /** Lines in `text`. */
  lines: number;
  /** Lines in the file. */
  total: number;
  /** Whether there is more in the file than in `text`. */
  cut: boolean;
}

const MAX_LINES = 5_000;
const MAX_CHARS = 256 * 1024;
const PAGE_CHARS = 1024 * 1024;
const PAGE_LINES = 20_000;

/** Picks what of each file is shown, in order, so that the whole page stays of bounded size. */
export function planExcerpts(
  files: readonly (readonly [path: string, text: string])[],
): Map<string, Excerpt> {
  const excerpts = new Map<string, Excerpt>();
  let chars = PAGE_CHARS;
  let lines = PAGE_LINES;
  for (const [path, text] of files) {
    const excerpt = excerptOf(text, Math.min(MAX_CHARS, chars), Math.min(MAX_LINES, lines));
    chars -= excerpt.text.length;
    lines -= excerpt.lines;
    excerpts.set(path, excerpt);
  }
  return excerpts;
}

/** One `<span class="line">` a line, escaped; the numbers are the stylesheet's, so that copies are without them. */
export function sourceLinesHtml(
  text: string,
  idOfLine: (line: number) => string | undefined = () => undefined,
): string {
  return linesOf(visibleSource(text))
    .map((line, index) => {
      const id = idOfLine(index + 1);
      const marked = id === undefined ? 'class="line"' : `class="line line-marked" id="${escapeHtml(id)}"`;
      return `<span ${marked}>${escapeHtml(line)}</span>`;
    })
    .join('\n');
}

function excerptOf(text: string, maxChars: number, maxLines: number): Excerpt {
  const total = linesOf(text).length;
  const lines = linesOf(text.slice(0, Math.max(0, maxChars))).slice(0, Math.max(0, maxLines));
  return {
    text: lines.join('\n'),
    lines: lines.length,
    total,
    cut: text.length > maxChars || total > maxLines,
  };
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}
