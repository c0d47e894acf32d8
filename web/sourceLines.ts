import { escapeHtml, visibleSource } from './text.ts';

/** A file of a function, and what of it is put on a page. */
export interface ShownFile {
  path: string;
  /** Bytes of the whole file. */
  size: number;
  isEntrypoint: boolean;
  /** Its beginning, or all of it. */
  text: string;
  /** Lines in `text`. */
  lines: number;
  /** Lines in the file. */
  total: number;
  /** Whether there is more in the file than in `text`. */
  cut: boolean;
}

const MAX_LINES = 5_000;
const MAX_CHARS = 64 * 1024;
const PAGE_CHARS = 256 * 1024;
const PAGE_LINES = 10_000;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Puts files in order, the entrypoint first, and picks what of each is shown, so that the page stays of bounded size. */
export function planFiles(files: Record<string, string>, entrypoint: string): ShownFile[] {
  const rank = (path: string) => (path === entrypoint ? 0 : 1);
  const paths = Object.keys(files).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  let chars = PAGE_CHARS;
  let lines = PAGE_LINES;
  return paths.map((path) => {
    const source = files[path] ?? '';
    const excerpt = excerptOf(source, Math.min(MAX_CHARS, chars), Math.min(MAX_LINES, lines));
    chars -= excerpt.text.length;
    lines -= excerpt.lines;
    return {
      path,
      size: new TextEncoder().encode(source).length,
      isEntrypoint: path === entrypoint,
      ...excerpt,
    };
  });
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

/** The beginning of a text, with what cannot be seen written out; an empty text has one empty line. */
export function excerptOf(
  text: string,
  maxChars: number,
  maxLines: number,
): Pick<ShownFile, 'text' | 'lines' | 'total' | 'cut'> {
  const total = countLines(text);
  // Written out, what cannot be seen takes six times the space.
  const visible = visibleSource(text.slice(0, maxChars));
  const lines = linesOf(visible.slice(0, maxChars), maxLines);
  return {
    text: lines.join('\n'),
    lines: lines.length,
    total,
    cut: text.length > maxChars || visible.length > maxChars || total > maxLines,
  };
}

function linesOf(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const lines = text.split(/\r\n|\r|\n/, Math.min(most + 1, 2 ** 32 - 1));
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.slice(0, most);
}

/** As many as {@link linesOf} would give, without making them: a file may be a million empty ones. */
function countLines(text: string): number {
  let ends = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === LINE_FEED || (char === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) ends += 1;
  }
  return ends > 0 && /[\r\n]$/.test(text.slice(-1)) ? ends : ends + 1;
}
