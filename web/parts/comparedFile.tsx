import type { DiffHunk } from '../diffHunks.ts';
import { visibleText } from '../text.ts';
import { Changed } from './changed.tsx';
import { type DiffLines, DiffTable, type DiffView } from './diffTable.tsx';

/** A file that two states of a function do not have alike. */
export interface ComparedFileProps {
  before: ComparedSide;
  after: ComparedSide;
  file: ShownChange;
  view: DiffView;
  id: string;
}

/** One of the states compared. */
export interface ComparedSide {
  /** As in "File in 1.2.0". */
  name: string;
  /** The page of a file, where there is one. */
  fileHref?: ((path: string) => string) | undefined;
  /** The bytes of a picture, where they can be had. */
  rawHref?: ((path: string) => string) | undefined;
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
export function ComparedFile({ before, after, file, view, id }: ComparedFileProps) {
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
      <Ways {...{ before, after, file }} />
      <Difference {...{ before, after, file, view }} />
    </details>
  );
}

function Ways({
  before,
  after,
  file: { kind, path, from },
}: Pick<ComparedFileProps, 'before' | 'after' | 'file'>) {
  const old = kind === 'added' ? undefined : before.fileHref?.(from ?? path);
  const now = kind === 'removed' ? undefined : after.fileHref?.(path);
  if (old === undefined && now === undefined) return null;
  return (
    <p class="compared-ways">
      {old !== undefined && <a href={old}>File in {before.name}</a>}
      {now !== undefined && <a href={now}>File in {after.name}</a>}
    </p>
  );
}

function Difference({ before, after, file, view }: Omit<ComparedFileProps, 'id'>) {
  const { kind, path, isImage, diff } = file;
  if (kind === 'renamed') return <p class="file-cut">The file was renamed, and is otherwise the same.</p>;
  if (isImage) {
    const [old, now] = [before.rawHref?.(file.from ?? path), after.rawHref?.(path)];
    if (old === undefined && now === undefined) return <p class="file-cut">The file is an image.</p>;
    return (
      <div class="pictures">
        {kind !== 'added' && old !== undefined && <Picture src={old} words={`${path} in ${before.name}`} />}
        {kind !== 'removed' && now !== undefined && <Picture src={now} words={`${path} in ${after.name}`} />}
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
