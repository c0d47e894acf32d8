import type { DiffHunk } from '../diffHunks.ts';
import { rawHref, sourceHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { Changed } from './changed.tsx';
import { type DiffLines, DiffTable, type DiffView } from './diffTable.tsx';

/** A file that two versions do not have alike. */
export interface ComparedFileProps {
  author: string;
  slug: string;
  /** The versions compared. */
  from: string;
  to: string;
  file: ShownChange;
  view: DiffView;
  id: string;
}

/** What changed of a file, and as much of it as is shown. */
export interface ShownChange {
  kind: 'added' | 'removed' | 'changed' | 'renamed';
  path: string;
  /** Where it was before, where it was only renamed. */
  from?: string | undefined;
  isImage: boolean;
  counts?: { added: number; removed: number } | undefined;
  /** Nothing where there is too much to show. */
  diff?: { hunks: DiffHunk[]; lines: DiffLines } | undefined;
  /** What is to be known about the ends of its lines. */
  note?: string | undefined;
}

/** A changed file of a comparison, with its lines or its pictures. */
export function ComparedFile({ author, slug, from, to, file, view, id }: ComparedFileProps) {
  const { kind, path, counts } = file;
  return (
    <details class="file-card compared" id={id} open>
      <summary class="file-head">
        <span class="file-crumbs">
          {file.from !== undefined && (
            <>
              {visibleText(file.from)} <span class="path-slash">→</span>{' '}
            </>
          )}
          <b>{visibleText(path)}</b>
        </span>
        <span class={`change change-${kind}`}>{kind}</span>
        {counts && <Changed {...counts} />}
        {file.note !== undefined && <span class="file-note">{file.note}</span>}
      </summary>
      <p class="compared-ways">
        {kind !== 'added' && <a href={sourceHref(author, slug, from, file.from ?? path)}>File in {from}</a>}
        {kind !== 'removed' && <a href={sourceHref(author, slug, to, path)}>File in {to}</a>}
      </p>
      <Difference {...{ author, slug, from, to, file, view }} />
    </details>
  );
}

function Difference({ author, slug, from, to, file, view }: Omit<ComparedFileProps, 'id'>) {
  const { kind, path, isImage, diff } = file;
  if (kind === 'renamed') return <p class="file-cut">The file was renamed, and is otherwise the same.</p>;
  if (isImage) {
    return (
      <div class="pictures">
        {kind !== 'added' && <Picture src={rawHref(author, slug, from, path)} words={`${path} in ${from}`} />}
        {kind !== 'removed' && <Picture src={rawHref(author, slug, to, path)} words={`${path} in ${to}`} />}
      </div>
    );
  }
  if (!diff) return <p class="file-cut">There is too much to show here: look at the files themselves.</p>;
  if (diff.hunks.length === 0) return <p class="file-empty">The file is empty.</p>;
  return <DiffTable path={path} view={view} hunks={diff.hunks} lines={diff.lines} />;
}

function Picture({ src, words }: { src: string; words: string }) {
  return (
    <p class="file-picture">
      <img src={src} alt={visibleText(words)} loading="lazy" />
    </p>
  );
}
