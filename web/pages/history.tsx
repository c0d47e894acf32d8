import { compareHref, functionHref, historyHref, sourceHref, userHref } from '../links.ts';
import { Changed } from '../parts/changed.tsx';
import { Count } from '../parts/count.tsx';
import { Day } from '../parts/date.tsx';
import { FileBar } from '../parts/fileBar.tsx';
import { FilesChanged } from '../parts/filesChanged.tsx';
import { Notice } from '../parts/notice.tsx';
import { SourceHead, type VersionPlace } from '../parts/sourceHead.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { isPrerelease } from '../versionOrder.ts';

/** A version, and what it changed of the one before it. */
export interface HistoryRow {
  version: string;
  /** ISO 8601. */
  date: string;
  publisher: string;
  previous?: string | undefined;
  /** Of a function's history. */
  files?: { added: number; removed: number; changed: number; renamed: number } | undefined;
  /** Of a file's history. */
  kind?: 'added' | 'changed' | 'removed' | undefined;
  lines?: { added: number; removed: number } | undefined;
}

/** The versions that led to one, or those that changed a file. */
export interface HistoryProps extends PageFrame {
  place: VersionPlace;
  /** `""` for the function's history. */
  path: string;
  /** Newest first. */
  rows: readonly HistoryRow[];
  /** On all pages. */
  total: number;
  /** The version that the next page begins with. */
  next?: string | undefined;
  /** Whether the oldest versions were not looked at. */
  capped: boolean;
  previous?: string | undefined;
}

/** Renders the page of a history. */
export function historyPage(props: HistoryProps): string {
  const { author, slug, version } = props.place;
  const of = props.path === '' ? `${slug} ${version}` : `${props.path} in ${slug} ${version}`;
  return renderPage({
    frame: props,
    title: `History of ${of} by ${author}`,
    description: `The versions that led to ${of}, and what each of them changed.`,
    private: props.path !== '',
    content: <HistoryContent {...props} />,
  });
}

function HistoryContent(props: HistoryProps) {
  const { place, path, rows, total, next, capped, previous } = props;
  const { author, slug, version } = place;
  return (
    <>
      <SourceHead
        place={place}
        view={path === '' ? 'history' : 'source'}
        title={path === '' ? `History of ${slug}` : path.slice(path.lastIndexOf('/') + 1)}
        previous={previous}
      />
      {capped && (
        <Notice kind="info">
          The oldest versions were not looked at: the last one listed may not be the first.
        </Notice>
      )}
      <div class="file-card">
        {path === '' ? (
          <p class="file-head">
            <span class="file-facts">
              <Count of={total} one="version" many="versions" />
              <span>from {version} back to the first it was made from</span>
            </span>
          </p>
        ) : (
          <FileBar place={place} path={path} view="history" />
        )}
        <ol class="history">
          {rows.map((row) => (
            <HistoryItem key={row.version} place={place} path={path} row={row} />
          ))}
        </ol>
        {next !== undefined && (
          <p class="file-cut">
            <a href={`${historyHref(author, slug, version, path)}?from=${encodeURIComponent(next)}`}>
              Older versions
            </a>
          </p>
        )}
      </div>
    </>
  );
}

function HistoryItem({ place, path, row }: Pick<HistoryProps, 'place' | 'path'> & { row: HistoryRow }) {
  const { author, slug } = place;
  const isGone = row.kind === 'removed';
  return (
    <li>
      <a
        class="history-version"
        href={
          path === '' || isGone
            ? functionHref(author, slug, row.version)
            : sourceHref(author, slug, row.version, path)
        }
      >
        {row.version}
      </a>
      {isPrerelease(row.version) && <span class="chip-quiet">prerelease</span>}
      <span class="muted">
        <Day iso={row.date} /> by <a href={userHref(row.publisher)}>{row.publisher}</a>
      </span>
      <span class="history-changes">
        <WhatChanged row={row} />
      </span>
      <span class="history-ways">
        {row.previous === undefined ? (
          <a href={sourceHref(author, slug, row.version)}>Files</a>
        ) : (
          <a href={compareHref(author, slug, row.previous, row.version)}>Changes since {row.previous}</a>
        )}
      </span>
    </li>
  );
}

function WhatChanged({ row: { files, kind, lines, previous } }: { row: HistoryRow }) {
  if (files) {
    if (previous === undefined) return <span>first version</span>;
    return <FilesChanged files={files} />;
  }
  return (
    <>
      {kind !== 'changed' && <span>{kind === 'added' ? 'file added' : 'file removed'}</span>}
      {lines && <Changed {...lines} />}
    </>
  );
}
