import { fileAnchor, lineAnchor } from '../links.ts';
import { type ShownFile, sourceLinesHtml } from '../sourceLines.ts';
import { visibleText } from '../text.ts';
import { Count } from './count.tsx';
import { formatBytes } from './formatBytes.ts';

/** A file of a function that is an image: only named, never inlined. */
export interface ImageFile {
  path: string;
  /** Bytes. */
  size: number;
}

export interface SourceFilesProps {
  files: readonly ShownFile[];
  images: readonly ImageFile[];
  /** Where a file's bytes are; none for a draft. */
  rawOf?: ((path: string) => string) | undefined;
  /** Where a file that is not shown whole can be read. */
  editOf?: ((path: string) => string) | undefined;
  /** Lines to mark, by path. */
  marked?: ReadonlyMap<string, ReadonlySet<number>> | undefined;
}

/** The files of a function, each folded under its name, the entrypoint open. */
export function SourceFiles({ files, images, rawOf, editOf, marked }: SourceFilesProps) {
  return (
    <div class="files">
      {files.map((file) => (
        <SourceFile
          key={file.path}
          file={file}
          rawHref={rawOf?.(file.path)}
          editHref={editOf?.(file.path)}
          marked={marked?.get(file.path)}
        />
      ))}
      {images.map(({ path, size }) => (
        <p key={path} class="file file-image" id={fileAnchor(path)}>
          <span class="file-path">{visibleText(path)}</span>
          <span class="file-note">image</span>
          <span class="file-size">{formatBytes(size)}</span>
          {rawOf && <a href={rawOf(path)}>Raw</a>}
        </p>
      ))}
    </div>
  );
}

interface SourceFileProps {
  file: ShownFile;
  rawHref: string | undefined;
  editHref: string | undefined;
  marked: ReadonlySet<number> | undefined;
}

function SourceFile({ file, rawHref, editHref, marked }: SourceFileProps) {
  const { path, text, size, total, cut, isEntrypoint } = file;
  const isShown = text !== '' || !cut;
  const idOfLine = (line: number) => (marked?.has(line) ? lineAnchor(path, line) : undefined);
  return (
    <details class="file" id={fileAnchor(path)} open={isEntrypoint}>
      <summary>
        <span class="file-path">{visibleText(path)}</span>
        {isEntrypoint && <span class="file-note">entrypoint</span>}
        <span class="file-size">{formatBytes(size)}</span>
      </summary>
      {rawHref !== undefined && (
        <p class="file-bar">
          <Count of={total} one="line" many="lines" />
          <a href={rawHref}>Raw</a>
        </p>
      )}
      {isShown && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        <section class="source" tabIndex={0} aria-label={`Source of ${visibleText(path)}`}>
          <pre>
            <code dangerouslySetInnerHTML={{ __html: sourceLinesHtml(text, idOfLine) }} />
          </pre>
        </section>
      )}
      {cut && (
        <p class="file-cut">
          {isShown ? 'Only the beginning is shown.' : 'It is not shown here.'}{' '}
          {rawHref !== undefined && <a href={rawHref}>The whole file is in the raw view.</a>}
          {editHref !== undefined && <a href={editHref}>The whole file is in the editor.</a>}
        </p>
      )}
    </details>
  );
}
