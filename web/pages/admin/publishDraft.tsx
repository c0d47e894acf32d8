import type { Diagnostic } from '../../../server/contract/answers.ts';
import { editHref, functionHref, publishHref, rawHref, sourceHref } from '../../links.ts';
import { Command } from '../../parts/command.tsx';
import type { ComparedSide, ShownChange } from '../../parts/comparedFile.tsx';
import { CoarseNotice, ComparedFiles } from '../../parts/comparedFiles.tsx';
import { Count } from '../../parts/count.tsx';
import { DiagnosticList } from '../../parts/diagnosticList.tsx';
import type { DiffView } from '../../parts/diffTable.tsx';
import { DraftHead, type DraftPlace } from '../../parts/draftHead.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PublishForm, type ShownVersionChoice } from '../../parts/publishForm.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { StillChecking } from '../../parts/stillChecking.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { visibleText } from '../../text.ts';

/** What publishing a draft would do. */
export interface PublishDraftProps extends PageFrame {
  viewer: Viewer;
  csrf: string;
  draft: DraftPlace;
  /** The commit that is shown, and would be published. */
  commit: string;
  /** The version that the Hub shows now. */
  newest?: string | undefined;
  /** The version that is the draft as it stands. */
  unchanged?: string | undefined;
  /** Whether aerostack.json states a version. */
  states: boolean;
  choices: readonly ShownVersionChoice[];
  /** The version that is chosen when the page opens, or `exact`. */
  chosen: string;
  exact: string;
  allowSecrets: boolean;
  /** The version that aerostack.json states, where that is published already. */
  taken?: string | undefined;
  /** What the change speaks for, and why; sentences without their full stop. */
  judgement?: { level: string; reasons: readonly string[] } | undefined;
  cautions: readonly string[];
  /** `undefined` while the checks are still running; until then nothing is offered, since what there is to agree to is not known. */
  diagnostics: readonly Diagnostic[] | undefined;
  files: readonly ShownChange[];
  view: DiffView;
  coarse: boolean;
  /** Why it was not published, in a sentence or two. */
  error?: string | undefined;
}

const MOST_REASONS = 6;

/** Renders the page that publishes a draft. */
export function publishDraftPage(props: PublishDraftProps): string {
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: `Publish ${props.draft.name || props.draft.slug}`,
    description: 'What publishing a draft would change.',
    content: <PublishDraftContent {...props} />,
  });
}

function PublishDraftContent(props: PublishDraftProps) {
  const { draft, diagnostics, cautions, unchanged, error } = props;
  return (
    <>
      <DraftHead draft={draft} view="publish" title={`Publish ${draft.slug}`}>
        {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      </DraftHead>
      <div class="columns">
        <section class="side side-first" aria-labelledby="publish">
          <h2 id="publish">Publish</h2>
          {(unchanged === undefined ? cautions : []).map((caution) => (
            <Notice key={caution} kind="warning">
              {visibleText(caution)}
            </Notice>
          ))}
          <Offer {...props} />
        </section>
        <div class="main-column">
          <section id="findings" aria-labelledby="findings-title">
            <h2 id="findings-title">Findings</h2>
            {diagnostics === undefined ? (
              <StillChecking href={publishHref(draft.id)} />
            ) : (
              <DiagnosticList
                diagnostics={diagnostics}
                files={[]}
                placeHref={({ path }) => editHref(draft.id, path)}
              />
            )}
          </section>
          <section id="changes" aria-labelledby="changes-title">
            <Changes {...props} />
          </section>
        </div>
      </div>
    </>
  );
}

function Offer(props: PublishDraftProps) {
  const { draft, viewer, diagnostics, unchanged, choices, taken, judgement, newest } = props;
  if (unchanged !== undefined)
    return (
      <>
        <p class="side-text">
          This is {unchanged} as it is published: there is nothing to publish until something changes.
          {newest !== unchanged && ` The newest version is ${newest}.`}
        </p>
        <p class="side-ways">
          <a class="button" href={editHref(draft.id)}>
            Edit
          </a>
          <a href={functionHref(viewer.username, draft.slug, unchanged)}>See it on the Hub</a>
        </p>
      </>
    );
  if (diagnostics === undefined)
    return (
      <>
        <p class="side-text">
          It can be published once it is known what <a href="#findings">the checks</a> find.
        </p>
        <p class="side-ways">
          <a class="button button-primary" href={publishHref(draft.id)}>
            Look again
          </a>
          <a href={editHref(draft.id)}>Edit</a>
        </p>
      </>
    );
  const secrets = diagnostics.filter(({ code }) => code === 'SECRET');
  const errors = diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'SECRET');
  if (errors.length > 0)
    return (
      <>
        <Notice kind="warning">
          <Count of={errors.length} one="error stands" many="errors stand" /> in the way.{' '}
          <a href="#findings">See {errors.length === 1 ? 'it' : 'them'}</a>.
        </Notice>
        <a class="button button-primary" href={editHref(draft.id, errors[0]?.path || undefined)}>
          Edit
        </a>
      </>
    );
  return (
    <>
      {newest === undefined && <p class="side-text">Nothing of it is published yet.</p>}
      {taken !== undefined && (
        <Notice kind="info">
          aerostack.json states {taken}, which is published already with other content, or was taken down.
          Publishing writes the version you choose into it.
        </Notice>
      )}
      {judgement && newest !== undefined && (
        <div class="side-text">
          <p>
            Since {newest}, the change looks like a <b>{judgement.level}</b> one:
          </p>
          <ul class="reasons">
            {judgement.reasons.slice(0, MOST_REASONS).map((reason) => (
              <li key={reason}>{visibleText(reason)}.</li>
            ))}
            {judgement.reasons.length > MOST_REASONS && <li>And more.</li>}
          </ul>
        </div>
      )}
      <PublishForm {...props} id={draft.id} choices={choices} hasSecrets={secrets.length > 0} />
      <Command label="Or from the terminal" line={`aerostack functions publish ${draft.id}`} />
    </>
  );
}

function Changes(props: PublishDraftProps) {
  const { draft, viewer, newest, files, view, coarse } = props;
  const title = newest === undefined ? 'The files of the first version' : `What changes against ${newest}`;
  const before: ComparedSide =
    newest === undefined
      ? { name: 'nothing' }
      : {
          name: newest,
          fileHref: (path) => sourceHref(viewer.username, draft.slug, newest, path),
          rawHref: (path) => rawHref(viewer.username, draft.slug, newest, path),
        };
  const after: ComparedSide = { name: 'the draft', fileHref: (path) => editHref(draft.id, path) };
  return (
    <>
      <h2 id="changes-title">{title}</h2>
      {coarse && <CoarseNotice />}
      {files.length === 0 ? (
        <div class="empty">
          <p class="empty-title">No file differs from {newest}</p>
        </div>
      ) : (
        <ComparedFiles
          before={before}
          after={after}
          files={files}
          view={view}
          viewHref={(of) => `${publishHref(draft.id)}?view=${of}#changes`}
          isFirst={newest === undefined}
        />
      )}
    </>
  );
}
