import { draftChangeHref, draftHistoryHref } from '../../links.ts';
import { Age } from '../../parts/age.tsx';
import { DraftHead, type DraftPlace } from '../../parts/draftHead.tsx';
import { FilesChanged } from '../../parts/filesChanged.tsx';
import { Notice } from '../../parts/notice.tsx';
import { originOf } from '../../parts/origin.ts';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** One commit of a draft's history. */
export interface DraftHistoryRow {
  commit: string;
  /** Milliseconds since 1970. */
  at: number;
  source: string;
  subject: string;
  message: string;
  /** Nothing for the first, and where it cannot be told. */
  files?: { added: number; removed: number; changed: number; renamed: number } | undefined;
  /** Whether the draft began with it. */
  isFirst: boolean;
}

/** The commits of a draft. */
export interface DraftHistoryProps extends PageFrame {
  viewer: Viewer;
  draft: DraftPlace;
  /** The commit that the draft is at. */
  tip: string;
  /** Newest first. */
  rows: readonly DraftHistoryRow[];
  /** The commit that the next page begins with. */
  next?: string | undefined;
  /** Whether older commits are damaged. */
  broken: boolean;
  /** Milliseconds since 1970. */
  now: number;
  notice?: string | undefined;
}

/** Renders the history of a draft. */
export function draftHistoryPage(props: DraftHistoryProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: `History of ${props.draft.name || props.draft.slug}`,
    description: 'The commits of a draft.',
    content: <DraftHistoryContent {...props} />,
  });
}

function DraftHistoryContent(props: DraftHistoryProps) {
  const { draft, tip, rows, next, broken, now, notice } = props;
  return (
    <>
      <DraftHead draft={draft} view="history" title={`History of ${draft.slug}`} />
      {notice !== undefined && <Notice kind="info">{visibleText(notice)}</Notice>}
      {broken && (
        <Notice kind="warning">
          Older commits cannot be read, since their objects are damaged on the registry's disk.
        </Notice>
      )}
      <div class="file-card">
        <p class="file-head">
          <span class="file-facts">Every push and every save is a commit, newest first</span>
        </p>
        <ol class="history">
          {rows.map((row) => (
            <li key={row.commit} class="save">
              <a class="save-subject" href={draftChangeHref(draft.id, row.commit)}>
                {visibleText(row.subject)}
              </a>
              {row.commit === tip && <span class="status">as it stands</span>}
              <span class="muted">
                <Age at={row.at} now={now} /> from {originOf(row.source)}
              </span>
              <span class="history-changes">
                <WhatChanged row={row} />
              </span>
              <code class="save-oid">{row.commit.slice(0, 7)}</code>
              {row.message !== '' && <p class="save-message">{visibleText(row.message)}</p>}
            </li>
          ))}
        </ol>
        {next !== undefined && (
          <p class="file-cut">
            <a href={`${draftHistoryHref(draft.id)}?from=${encodeURIComponent(next)}`}>Older commits</a>
          </p>
        )}
      </div>
    </>
  );
}

function WhatChanged({ row: { files, isFirst } }: { row: DraftHistoryRow }) {
  if (!files) return isFirst ? <span>the beginning</span> : null;
  return <FilesChanged files={files} />;
}
