import { diffHunks, diffRows } from '../../../web/diffHunks.ts';
import type { ShownChange } from '../../../web/parts/comparedFile.tsx';
import { visibleSource } from '../../../web/text.ts';
import { countChanges, type LineDiff } from '../../domain/lineDiff.ts';
import type { ComparedFile } from '../../services/compareVersions.ts';
import type { Highlight } from '../../services/highlight.ts';

const MAX_ROWS = 4_000;
/** Of the two texts of a file together, of which most may be the same. */
const MAX_LINES = 100_000;

/** As much of a comparison as a page shows: all files, and their lines as long as there are not too many. */
export async function shownChanges(
  highlight: Highlight,
  files: readonly ComparedFile[],
): Promise<ShownChange[]> {
  let room = MAX_ROWS;
  const shown: ShownChange[] = [];
  for (const { kind, path, from, isImage, texts } of files) {
    const change = { kind, path, from, isImage };
    if (!texts) {
      shown.push(change);
      continue;
    }
    const { before, after, diff } = texts;
    const counts = countChanges(diff);
    const note = endsNote(before, after);
    // Counted first: to lay out millions of lines only to leave them out would hold up everybody.
    const hunks = fits(diff, counts, room) ? diffHunks(diffRows(diff.runs)) : undefined;
    const rows = hunks?.reduce((sum, hunk) => sum + hunk.rows.length, 0) ?? 0;
    if (!hunks || rows > room) {
      shown.push({ ...change, counts, note, diff: undefined });
      continue;
    }
    room -= rows;
    const lines = await bothLines(highlight, path, before, after);
    shown.push({ ...change, counts, note, diff: { hunks, lines } });
  }
  return shown;
}

/** Whether a difference may be small enough to be shown, and its texts to be gone through line by line. */
function fits(
  { runs }: LineDiff,
  { added, removed }: { added: number; removed: number },
  room: number,
): boolean {
  return added + removed <= room && runs.reduce((sum, { count }) => sum + count, 0) <= MAX_LINES;
}

async function bothLines(highlight: Highlight, path: string, before: string, after: string) {
  const language = path.slice(path.lastIndexOf('.') + 1);
  const linesOf = (text: string) => highlight(visibleSource(text), language);
  const [old, now] = await Promise.all([linesOf(before), linesOf(after)]);
  return { before: old, after: now };
}

/** Lines may differ in what ends them alone, which is not seen. */
function endsNote(before: string, after: string): string | undefined {
  if (before === '' || after === '') return undefined;
  const notes = [];
  const [hadReturns, hasReturns] = [before, after].map((text) => text.includes('\r\n'));
  if (hadReturns !== hasReturns) notes.push(hasReturns ? 'line ends now CRLF' : 'line ends no longer CRLF');
  const [hadEnd, hasEnd] = [before, after].map((text) => /[\r\n]$/.test(text));
  if (hadEnd !== hasEnd) notes.push(hasEnd ? 'newline added at the end' : 'newline removed at the end');
  return notes.length > 0 ? notes.join(', ') : undefined;
}
