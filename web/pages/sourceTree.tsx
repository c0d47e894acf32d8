import { rawHref, sourceHref } from '../links.ts';
import { CodeLines, type ShownSource } from '../parts/codeLines.tsx';
import { Count } from '../parts/count.tsx';
import { FileTree } from '../parts/fileTree.tsx';
import { formatBytes } from '../parts/formatBytes.ts';
import { SourceHead, type VersionPlace } from '../parts/sourceHead.tsx';
import { VersionChoice } from '../parts/versionChoice.tsx';
import type { PathEntry } from '../pathTree.ts';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** The files of a version, or of one of its folders. */
export interface SourceTreeProps extends PageFrame {
  place: VersionPlace;
  /** Without a slash at its end; `""` for all. */
  folder: string;
  files: readonly PathEntry[];
  /** Newest first. */
  versions: readonly string[];
  previous?: string | undefined;
  entrypoint?: string | undefined;
  /** The beginning of the entrypoint. */
  preview?: ShownSource | undefined;
}

/** Renders the page of a version's tree. */
export function sourceTreePage(props: SourceTreeProps): string {
  const { author, slug, version } = props.place;
  const what = props.folder === '' ? 'Source' : props.folder;
  return renderPage({
    frame: props,
    title: `${what} of ${slug} ${version} by ${author}`,
    description: `The files of ${slug} ${version}, a function by ${author}.`,
    canonical: sourceHref(author, slug, version, props.folder),
    content: <SourceTreeContent {...props} />,
  });
}

function SourceTreeContent({
  place,
  folder,
  files,
  versions,
  previous,
  entrypoint,
  preview,
}: SourceTreeProps) {
  const { author, slug, version } = place;
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <>
      <SourceHead place={place} view="source" title={folder || `Source of ${slug}`} previous={previous}>
        <VersionChoice
          action={sourceHref(author, slug, undefined, folder)}
          versions={versions}
          current={version}
        />
      </SourceHead>
      <section class="file-card" aria-label="Files">
        <p class="file-head">
          <span class="file-facts">
            <Count of={files.length} one="file" many="files" />
            <span>{formatBytes(size)}</span>
          </span>
          {folder !== '' && <a href={sourceHref(author, slug, version)}>All files</a>}
        </p>
        <FileTree
          place={place}
          files={files}
          folder={folder && `${folder}/`}
          entrypoint={entrypoint}
          detailed
        />
      </section>
      {preview && entrypoint !== undefined && (
        <section class="file-card" aria-labelledby="entrypoint">
          <div class="file-head">
            <h2 id="entrypoint" class="file-crumbs">
              <a href={sourceHref(author, slug, version, entrypoint)}>{visibleText(entrypoint)}</a>
            </h2>
            <p class="file-facts">
              <Count of={preview.total} one="line" many="lines" />
            </p>
            <p class="file-ways">
              <a class="file-way" href={rawHref(author, slug, version, entrypoint)}>
                Raw
              </a>
            </p>
          </div>
          <CodeLines path={entrypoint} source={preview} />
          {preview.cut && (
            <p class="file-cut">
              <a href={sourceHref(author, slug, version, entrypoint)}>The whole file</a>
            </p>
          )}
        </section>
      )}
    </>
  );
}
