import { draftChangeHref, draftHistoryHref } from '../../links.ts';
import { Age } from '../../parts/age.tsx';
import type { ComparedSide, ShownChange } from '../../parts/comparedFile.tsx';
import { CoarseNotice, ComparedFiles } from '../../parts/comparedFiles.tsx';
import type { DiffView } from '../../parts/diffTable.tsx';
import { DraftHead, type DraftPlace } from '../../parts/draftHead.tsx';
import { Notice } from '../../parts/notice.tsx';
import { originOf } from '../../parts/origin.ts';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';
import type { DraftHistoryRow } from './draftHistory.tsx';

/** What a commit can be compared with: the one before it, the draft as it stands, or what is published. */
export type Against = 'before' | 'now' | 'published';

/** One commit of a draft, compared. */
export interface DraftChangeProps extends PageFrame {
  viewer: Viewer;
  csrf: string;
  draft: DraftPlace;
  commit: Omit<DraftHistoryRow, 'files' | 'isFirst'>;
  /** The commit that the draft is at. */
  tip: string;
  against: Against;
  /** The bases there are. */
  bases: readonly Against[];
  /** The newest version, where one is published. */
  published?: string | undefined;
  before: ComparedSide;
  after: ComparedSide;
  files: readonly ShownChange[];
  view: DiffView;
  coarse: boolean;
  /** Milliseconds since 1970. */
  now: number;
  /** Why it was not restored, in a sentence or two. */
  error?: string | undefined;
}

/** Renders the page of one commit of a draft. */
export function draftChangePage(props: DraftChangeProps): string {
  const { draft, commit } = props;
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: `${commit.subject} (${draft.slug})`,
    description: 'What a commit of a draft changed.',
    content: <DraftChangeContent {...props} />,
  });
}

function DraftChangeContent(props: DraftChangeProps) {
  const { draft, commit, tip, against, bases, published, view, now, error } = props;
  const baseNames: Record<Against, string> = {
    before: 'The commit before',
    now: 'The draft as it stands',
    published: `Published ${published}`,
  };
  const isTip = commit.commit === tip;
  return (
    <>
      <DraftHead draft={draft} view="history" title={visibleText(commit.subject)}>
        <p class="muted">
          <a href={draftHistoryHref(draft.id)}>History</a> · <Age at={commit.at} now={now} /> from{' '}
          {originOf(commit.source)} · <code class="oid">{commit.commit}</code>
        </p>
        {commit.message !== '' && <p class="save-message">{visibleText(commit.message)}</p>}
      </DraftHead>
      {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      <div class="change-bar">
        <nav class="bases" aria-label="Compared with">
          <span class="muted">Compared with</span>
          {bases.map((base) => (
            <a
              key={base}
              class="file-way"
              href={draftChangeHref(draft.id, commit.commit, queryOf(base, view))}
              aria-current={base === against ? 'page' : undefined}
            >
              {baseNames[base]}
            </a>
          ))}
        </nav>
        {isTip ? <p class="muted">This is the draft as it stands.</p> : <Restore {...props} />}
      </div>
      {props.coarse && <CoarseNotice />}
      {props.files.length === 0 ? (
        <div class="empty">
          <p class="empty-title">No file differs</p>
          <p>{against === 'before' ? 'The commit changed no file.' : 'The files of both are the same.'}</p>
        </div>
      ) : (
        <ComparedFiles
          before={props.before}
          after={props.after}
          files={props.files}
          view={view}
          viewHref={(of) => draftChangeHref(draft.id, commit.commit, queryOf(against, of))}
        />
      )}
    </>
  );
}

function Restore({ draft, commit, tip, csrf }: DraftChangeProps) {
  return (
    <form class="restore" method="post" action={`${draftChangeHref(draft.id, commit.commit)}/restore`}>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="tip" value={tip} />
      <button class="button" type="submit">
        Restore these files
      </button>
      <span class="muted">by a new commit; nothing is lost</span>
    </form>
  );
}

function queryOf(against: Against, view: DiffView): Record<string, string> {
  return {
    ...(against === 'before' ? {} : { against }),
    ...(view === 'split' ? { view } : {}),
  };
}
