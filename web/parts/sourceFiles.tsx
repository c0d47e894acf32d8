import { fileAnchor, lineAnchor } from '../links.ts';
import { type Excerpt, planExcerpts, sourceLinesHtml } from '../sourceLines.ts';
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
  /** Path to text. */
  files: Record<string, string>;
  images: readonly ImageFile[];
  /** The file that stands open. */
  entrypoint: string;
  /** Where a file's bytes are; none for a draft. */
  rawOf?: ((path: string) => string) | undefined;
  /** Lines to mark, by path. */
  marked?: ReadonlyMap<string, ReadonlySet<number>> | undefined;
}

/** The files of a function, each folded under its name, the entrypoint first and open. */
export function SourceFiles({ files, images, entrypoint, rawOf, marked }: SourceFilesProps) {
  const entries = Object.entries(files).sort(
    ([a], [b]) => rank(a, entrypoint) - rank(b, entrypoint) || (a < b ? -1 : 1),
  );
  const excerpts = planExcerpts(entries);
  return (
    <div class="files">
      {entries.map(([path, text]) => (
        <SourceFile
          key={path}
          path={path}
          text={text}
          excerpt={excerpts.get(path)!}
          isEntrypoint={path === entrypoint}
          rawHref={rawOf?.(path)}
          marked={marked?.get(path)}
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
  path: string;
  text: string;
  excerpt: Excerpt;
  isEntrypoint: boolean;
  rawHref: string | undefined;
  marked: ReadonlySet<number> | undefined;
}

function SourceFile({ path, text, excerpt, isEntrypoint, rawHref, marked }: SourceFileProps) {
  const idOfLine = (line: number) => (marked?.has(line) ? lineAnchor(path, line) : undefined);
  return (
    <details class="file" id={fileAnchor(path)} open={isEntrypoint}>
      <summary>
        <span class="file-path">{visibleText(path)}</span>
        {isEntrypoint && <span class="file-note">entrypoint</span>}
        <span class="file-size">{formatBytes(new TextEncoder().encode(text).length)}</span>
      </summary>
      {rawHref !== undefined && (
        <p class="file-bar">
          <Count of={excerpt.total} one="line" many="lines" />
          <a href={rawHref}>Raw</a>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section class="source" tabIndex={0} aria-label={`Source of ${visibleText(path)}`}>
        <pre>
          <code dangerouslySetInnerHTML={{ __html: sourceLinesHtml(excerpt.text, idOfLine) }} />
        </pre>
      </section>
      {excerpt.cut && (
        <p class="file-cut">
          Only the beginning is shown.{' '}
          {rawHref !== undefined && <a href={rawHref}>The whole file is in the raw view.</a>}
        </p>
      )}
    </details>
  );
}

function rank(path: string, entrypoint: string): number {
  return path === entrypoint ? 0 : 1;
}
