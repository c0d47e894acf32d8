import { type DiffHunk, type DiffRow, hunkTitle, splitRows } from '../diffHunks.ts';
import { visibleText } from '../text.ts';

/** How the lines of a comparison are laid out. */
export type DiffView = 'unified' | 'split';

/** The lines of both texts as safe HTML, one element each. */
export interface DiffLines {
  before: readonly string[];
  after: readonly string[];
}

interface DiffTableProps {
  path: string;
  hunks: readonly DiffHunk[];
  lines: DiffLines;
  view: DiffView;
}

/** How two texts differ, below one another or side by side. */
export function DiffTable({ path, hunks, lines, view }: DiffTableProps) {
  const Rows = view === 'split' ? SplitRows : UnifiedRows;
  return (
    <table class={`diff diff-${view}`} aria-label={`Changes of ${visibleText(path)}`}>
      <colgroup>
        <col class="diff-numbers" />
        {view === 'split' && <col />}
        <col class="diff-numbers" />
        <col />
      </colgroup>
      <thead class="visually-hidden">
        {view === 'split' ? (
          <tr>
            <th scope="col">Line before</th>
            <th scope="col">Before</th>
            <th scope="col">Line after</th>
            <th scope="col">After</th>
          </tr>
        ) : (
          <tr>
            <th scope="col">Line before</th>
            <th scope="col">Line after</th>
            <th scope="col">Source</th>
          </tr>
        )}
      </thead>
      {hunks.map((hunk) => (
        <tbody key={hunkTitle(hunk)}>
          <tr class="diff-hunk">
            <td colSpan={view === 'split' ? 4 : 3}>{hunkTitle(hunk)}</td>
          </tr>
          <Rows rows={hunk.rows} lines={lines} />
        </tbody>
      ))}
    </table>
  );
}

interface RowsProps {
  rows: readonly DiffRow[];
  lines: DiffLines;
}

function UnifiedRows({ rows, lines }: RowsProps) {
  return (
    <>
      {rows.map((row) => (
        <tr key={`${row.before} ${row.after}`} class={`diff-${row.kind}`}>
          <td class="diff-number">{row.before}</td>
          <td class="diff-number">{row.after}</td>
          <Code
            row={row}
            html={row.kind === 'removed' ? lineOf(lines.before, row.before) : lineOf(lines.after, row.after)}
          />
        </tr>
      ))}
    </>
  );
}

function SplitRows({ rows, lines }: RowsProps) {
  return (
    <>
      {splitRows(rows).map(({ before, after }) => (
        <tr key={`${before?.before} ${after?.after}`}>
          <td class={`diff-number diff-${before?.kind ?? 'none'}`}>{before?.before}</td>
          <Code row={before} html={lineOf(lines.before, before?.before)} />
          <td class={`diff-number diff-${after?.kind ?? 'none'}`}>{after?.after}</td>
          <Code row={after} html={lineOf(lines.after, after?.after)} />
        </tr>
      ))}
    </>
  );
}

function Code({ row, html }: { row: DiffRow | undefined; html: string }) {
  const kind = row?.kind ?? 'none';
  return (
    <td class={`diff-code diff-${kind}`}>
      {kind === 'removed' && <span class="visually-hidden">removed: </span>}
      {kind === 'added' && <span class="visually-hidden">added: </span>}
      <code dangerouslySetInnerHTML={{ __html: html }} />
    </td>
  );
}

function lineOf(lines: readonly string[], number: number | undefined): string {
  return number === undefined ? '' : (lines[number - 1] ?? '');
}
