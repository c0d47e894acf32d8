import { Count } from './count.tsx';

interface FilesChangedProps {
  /** How many files were changed in which way. */
  files: Readonly<Record<'added' | 'removed' | 'changed' | 'renamed', number>>;
}

/** How many files a commit or a version changed, and how many of them came or went. */
export function FilesChanged({ files }: FilesChangedProps) {
  const sum = files.added + files.removed + files.changed + files.renamed;
  return (
    <>
      <Count of={sum} one="file changed" many="files changed" />
      {files.added > 0 && <span class="added">{files.added} added</span>}
      {files.removed > 0 && <span class="removed">{files.removed} removed</span>}
    </>
  );
}
