import type { ShownSource } from '../../../web/parts/codeLines.tsx';
import { excerptOf } from '../../../web/sourceLines.ts';
import type { Highlight } from '../../services/highlight.ts';

const MAX_LINES = 10_000;
const MAX_CHARS = 512 * 1024;

/** As much of a text as a page of its own shows, in colours, with what cannot be seen written out. */
export async function shownSource(
  highlight: Highlight,
  path: string,
  text: string,
  maxLines = MAX_LINES,
): Promise<ShownSource> {
  if (text === '') return { lines: [], total: 0, cut: false };
  const { text: shown, total, cut } = excerptOf(text, MAX_CHARS, maxLines);
  const lines = await highlight(`${shown}\n`, path.slice(path.lastIndexOf('.') + 1));
  return { lines, total, cut, ends: lineEnds(text) };
}

function lineEnds(text: string): string | undefined {
  const told = [];
  if (/\r\n/.test(text)) told.push(/[^\r]\n|\r(?!\n)/.test(text) ? 'mixed line ends' : 'CRLF');
  if (!/[\r\n]$/.test(text)) told.push('no newline at the end');
  return told.length > 0 ? told.join(', ') : undefined;
}
