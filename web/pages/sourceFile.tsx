import { rawHref, sourceHref } from '../links.ts';
import { CodeLines, type ShownSource } from '../parts/codeLines.tsx';
import { FileBar } from '../parts/fileBar.tsx';
import { FileTree } from '../parts/fileTree.tsx';
import { SourceHead, type VersionPlace } from '../parts/sourceHead.tsx';
import { VersionChoice } from '../parts/versionChoice.tsx';
import type { PathEntry } from '../pathTree.ts';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** One file of a version. */
export interface SourceFileProps extends PageFrame {
  place: VersionPlace;
  path: string;
  /** Bytes. */
  size: number;
  /** Nothing for an image. */
  source: ShownSource | undefined;
  /** All of the version. */
  files: readonly PathEntry[];
  /** Newest first. */
  versions: readonly string[];
  previous?: string | undefined;
}

/** Renders the page of a file. */
export function sourceFilePage(props: SourceFileProps): string {
  const { author, slug, version } = props.place;
  return renderPage({
    frame: props,
    title: `${props.path} of ${slug} ${version} by ${author}`,
    description: `The source of ${props.path} in ${slug} ${version}, a function by ${author}.`,
    canonical: sourceHref(author, slug, version, props.path),
    content: <SourceFileContent {...props} />,
  });
}

function SourceFileContent(props: SourceFileProps) {
  const { place, path, size, source, files, versions, previous, registryUrl } = props;
  const { author, slug, version } = place;
  return (
    <>
      <SourceHead
        place={place}
        view="source"
        title={path.slice(path.lastIndexOf('/') + 1)}
        previous={previous}
      >
        <VersionChoice
          action={sourceHref(author, slug, undefined, path)}
          versions={versions}
          current={version}
        />
      </SourceHead>
      <div class="source-columns">
        <nav class="source-side" aria-label="Files">
          <FileTree place={place} files={files} current={path} />
        </nav>
        <div class="file-card">
          <FileBar
            {...{ place, path, size, registryUrl }}
            view="source"
            lines={source?.total}
            ends={source?.ends}
          />
          {source ? <FileText {...props} source={source} /> : <ImageFile {...props} />}
        </div>
      </div>
    </>
  );
}

function FileText({ place, path, source }: SourceFileProps & { source: ShownSource }) {
  const { author, slug, version } = place;
  if (source.total === 0) return <p class="file-empty">This file is empty.</p>;
  return (
    <>
      <CodeLines path={path} source={source} />
      {source.cut && (
        <p class="file-cut">
          Only the beginning is shown.{' '}
          <a href={rawHref(author, slug, version, path)}>The whole file is in the raw view.</a>
        </p>
      )}
    </>
  );
}

function ImageFile({ place, path }: SourceFileProps) {
  const { author, slug, version } = place;
  return (
    <p class="file-picture">
      <img src={rawHref(author, slug, version, path)} alt={visibleText(path)} />
    </p>
  );
}
