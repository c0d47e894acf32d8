import { visibleText } from '../text.ts';
import { Changed } from './changed.tsx';
import { ComparedFile, type ComparedSide, type ShownChange } from './comparedFile.tsx';
import { Count } from './count.tsx';
import type { DiffView } from './diffTable.tsx';
import { Notice } from './notice.tsx';

interface ComparedFilesProps {
  before: ComparedSide;
  after: ComparedSide;
  /** In path order, at least one. */
  files: readonly ShownChange[];
  view: DiffView;
  /** The same comparison, laid out otherwise. */
  viewHref: (view: DiffView) => string;
  /** Whether there was nothing before. */
  isFirst?: boolean;
}

/** The files that differ, as a list and then each with its lines. */
export function ComparedFiles({ before, after, files, view, viewHref, isFirst }: ComparedFilesProps) {
  const viewLink = (name: string, of: DiffView) => (
    <a class="file-way" href={viewHref(of)} aria-current={of === view ? 'page' : undefined}>
      {name}
    </a>
  );
  return (
    <>
      <section class="file-card" aria-label="Changed files">
        <div class="file-head">
          <p class="file-facts">
            {isFirst ? (
              <Count of={files.length} one="file" many="files" />
            ) : (
              <Count of={files.length} one="file changed" many="files changed" />
            )}
            <Changed {...sumOf(files)} />
          </p>
          <nav class="file-ways" aria-label="Layout">
            {viewLink('Unified', 'unified')}
            {viewLink('Side by side', 'split')}
          </nav>
        </div>
        <ol class="change-list">
          {files.map(({ path, kind, counts }, index) => (
            <li key={path}>
              <a href={`#change-${index + 1}`}>{visibleText(path)}</a>
              <span class={`change change-${kind}`}>{kind}</span>
              {counts && kind !== 'renamed' && <Changed {...counts} />}
            </li>
          ))}
        </ol>
      </section>
      {files.map((file, index) => (
        <ComparedFile key={file.path} {...{ before, after, file, view }} id={`change-${index + 1}`} />
      ))}
    </>
  );
}

/** Says that lines were only compared coarsely. */
export function CoarseNotice() {
  return (
    <Notice kind="info">
      Some files differ so much that their lines were not compared closely: more of them may be the same.
    </Notice>
  );
}

function sumOf(files: readonly ShownChange[]): { added: number; removed: number } {
  return {
    added: files.reduce((sum, { counts }) => sum + (counts?.added ?? 0), 0),
    removed: files.reduce((sum, { counts }) => sum + (counts?.removed ?? 0), 0),
  };
}
