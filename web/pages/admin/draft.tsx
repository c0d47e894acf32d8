import type { Diagnostic, Draft } from '../../../server/contract/answers.ts';
import { deleteHref, draftHref, editHref, publishHref } from '../../links.ts';
import { Command } from '../../parts/command.tsx';
import { Count } from '../../parts/count.tsx';
import { Day } from '../../parts/date.tsx';
import { DiagnosticList, linesFound } from '../../parts/diagnosticList.tsx';
import { DraftHead } from '../../parts/draftHead.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { originOf } from '../../parts/origin.ts';
import { Readme } from '../../parts/readme.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { SourceFiles } from '../../parts/sourceFiles.tsx';
import { StillChecking } from '../../parts/stillChecking.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { planFiles } from '../../sourceLines.ts';
import { visibleText } from '../../text.ts';

/** A draft or slug branch, as its owner sees it. */
export interface DraftProps extends PageFrame {
  viewer: Viewer;
  draft: Draft;
  /** `undefined` while the checks are still running. */
  diagnostics: readonly Diagnostic[] | undefined;
  /** `""` where there is no README, `undefined` where it is too long to be shown, or takes too long. */
  readmeHtml: string | undefined;
  /** The published version that is the draft as it stands, where there is one. */
  unchanged?: string | undefined;
  /** Absolute, of all that the viewer has on the registry. */
  privateGitUrl: string;
  /** What has just been done, one sentence. */
  notice?: string | undefined;
}

const STANDING: Record<Draft['status'], string> = {
  draft: 'It is not published yet.',
  modified: 'It has changed since it was published.',
  published: 'It is published.',
};

/** Renders the owner's page of a draft. */
export function draftPage(props: DraftProps): string {
  const { draft } = props;
  return renderPage({
    frame: props,
    section: 'admin',
    private: true,
    title: `${draft.name || draft.slug} (${draft.status})`,
    description: 'A draft of a function.',
    content: <DraftContent {...props} />,
  });
}

function DraftContent(props: DraftProps) {
  const { draft, diagnostics, readmeHtml, privateGitUrl, notice } = props;
  const files = planFiles(draft.files, draft.entrypoint);
  const images = Object.entries(draft.assets).map(([path, base64]) => ({ path, size: sizeOfBase64(base64) }));
  return (
    <>
      <DraftHead draft={draft} view="overview">
        {draft.description && (
          <p class="lead">
            <bdi>{visibleText(draft.description)}</bdi>
          </p>
        )}
        {notice !== undefined && <Notice kind="info">{visibleText(notice)}</Notice>}
      </DraftHead>
      <div class="columns">
        <section class="side side-first" aria-labelledby="next">
          <h2 id="next">Next</h2>
          <NextSteps {...props} />
        </section>
        <div class="main-column">
          <section id="findings" aria-labelledby="findings-title">
            <h2 id="findings-title">Findings</h2>
            {diagnostics === undefined ? (
              <StillChecking href={draftHref(draft.id)} />
            ) : (
              <DiagnosticList
                diagnostics={diagnostics}
                files={files}
                placeHref={({ path }) => editHref(draft.id, path)}
              />
            )}
          </section>
          <section id="files" aria-labelledby="files-title">
            <h2 id="files-title">Files</h2>
            <SourceFiles
              files={files}
              images={images}
              editOf={(path) => editHref(draft.id, path)}
              marked={linesFound(diagnostics ?? [])}
            />
          </section>
          <section id="readme" class="panel" aria-labelledby="readme-title">
            <h2 id="readme-title" class="panel-title">
              Readme
            </h2>
            {readmeHtml === undefined ? <NoReadme draft={draft} /> : <Readme html={readmeHtml} />}
          </section>
        </div>
        <aside class="side side-rest" aria-labelledby="facts">
          <section aria-labelledby="facts">
            <h2 id="facts">Facts</h2>
            <DraftFacts draft={draft} />
          </section>
          <section aria-labelledby="go-on">
            <h2 id="go-on">Go on with git</h2>
            <Command label="Fetch it" line={`git fetch ${privateGitUrl} ${draft.branch}`} />
            <Command label="Start a branch from it" line={`git switch --create ${draft.slug} FETCH_HEAD`} />
            <Command
              label="Push what you commit"
              line={`git push ${privateGitUrl} HEAD:${pushedTo(draft)}`}
            />
          </section>
          {draft.status === 'draft' && (
            <p>
              <a class="danger-link" href={deleteHref(draft.id)}>
                Delete this draft…
              </a>
            </p>
          )}
        </aside>
      </div>
    </>
  );
}

function NoReadme({ draft }: Pick<DraftProps, 'draft'>) {
  const path = Object.keys(draft.files).find((one) => one.toLowerCase() === 'readme.md');
  return (
    <p>
      The README is too long to be shown here, or takes too long.{' '}
      <a href={editHref(draft.id, path)}>Read it in the editor</a>
    </p>
  );
}

/** Where the draft stands, and what there is to do about it. */
function NextSteps({ draft, diagnostics, unchanged }: DraftProps) {
  const edit = (isNext: boolean) => (
    <a class={`button ${isNext ? 'button-primary' : ''}`} href={editHref(draft.id)}>
      Edit
    </a>
  );
  const hub = draft.status !== 'draft' && <a href={draft.url}>See it on the Hub</a>;
  if (unchanged !== undefined)
    return (
      <>
        <p class="side-text">
          It is the same as {unchanged}, which is published: edit it to make another version.
        </p>
        <p class="side-ways">
          {edit(true)}
          {hub}
        </p>
      </>
    );
  const lookFirst = (
    <p class="side-ways">
      {edit(true)}
      <a class="button" href={publishHref(draft.id)}>
        See what would change
      </a>
      {hub}
    </p>
  );
  if (diagnostics === undefined)
    return (
      <>
        <p class="side-text">
          {STANDING[draft.status]} <a href="#findings">The checks are still running</a>.
        </p>
        {lookFirst}
      </>
    );
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (errors > 0)
    return (
      <>
        <Notice kind="warning">
          <Count of={errors} one="error stands" many="errors stand" /> in the way of publishing.{' '}
          <a href="#findings">See {errors === 1 ? 'it' : 'them'}</a>.
        </Notice>
        {lookFirst}
      </>
    );
  return (
    <>
      <p class="side-text">
        {STANDING[draft.status]}{' '}
        {warnings > 0 && (
          <a href="#findings">
            <Count of={warnings} one="warning" many="warnings" />
          </a>
        )}
        {warnings === 0 && 'Nothing stands in the way.'}
      </p>
      <p class="side-ways">
        <a class="button button-primary" href={publishHref(draft.id)}>
          Check and publish
        </a>
        {edit(false)}
        {hub}
      </p>
      <Command label="Or from the terminal" line={`aerostack functions publish ${draft.id}`} />
    </>
  );
}

function DraftFacts({ draft }: Pick<DraftProps, 'draft'>) {
  return (
    <Facts>
      <Fact name="ID">
        <code class="oid">{draft.id}</code>
      </Fact>
      <Fact name="Slug">{draft.slug}</Fact>
      <Fact name="License">
        {draft.license ? visibleText(draft.license) : <span class="lacking">none named</span>}
      </Fact>
      <Fact name="Category">
        {draft.category ? visibleText(draft.category) : <span class="lacking">none</span>}
      </Fact>
      {draft.language && <Fact name="Language">{visibleText(draft.language)}</Fact>}
      {draft.runtime && <Fact name="Runtime">{visibleText(draft.runtime)}</Fact>}
      {draft.tags.length > 0 && <Fact name="Tags">{visibleText(draft.tags.join(', '))}</Fact>}
      <Fact name="Pushed from">{originOf(draft.source)}</Fact>
      <Fact name="Changed">
        <Day iso={draft.updatedAt} />
      </Fact>
      <Fact name="Commit">
        <code class="oid">{draft.commit}</code>
      </Fact>
    </Facts>
  );
}

/** A slug branch advances under its own name; whatever else is pushed becomes another draft. */
function pushedTo({ branch, slug }: Draft): string {
  return branch.startsWith('functions/') ? branch : slug;
}

function sizeOfBase64(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}
