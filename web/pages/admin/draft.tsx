import type { Diagnostic, Draft } from '../../../server/contract/answers.ts';
import { Command } from '../../parts/command.tsx';
import { Count } from '../../parts/count.tsx';
import { Day } from '../../parts/date.tsx';
import { DiagnosticList, linesFound } from '../../parts/diagnosticList.tsx';
import { DeleteForm, PublishForm } from '../../parts/draftForms.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { originOf } from '../../parts/origin.ts';
import { Readme } from '../../parts/readme.tsx';
import type { Viewer } from '../../parts/siteHeader.tsx';
import { SourceFiles } from '../../parts/sourceFiles.tsx';
import { Status } from '../../parts/status.tsx';
import { type PageFrame, renderPage } from '../../renderPage.tsx';
import { planFiles } from '../../sourceLines.ts';
import { visibleText } from '../../text.ts';

/** A draft or slug branch, as its owner sees it. */
export interface DraftProps extends PageFrame {
  viewer: Viewer;
  draft: Draft;
  diagnostics: readonly Diagnostic[];
  /** Of `renderReadme`; `""` where there is no README. */
  readmeHtml: string;
  csrf: string;
  /** Absolute, of all that the viewer has on the registry. */
  privateGitUrl: string;
  /** What has just been done, one sentence. */
  notice?: string | undefined;
  /** Why it was not done, one sentence. */
  error?: string | undefined;
}

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
  const { draft, diagnostics, readmeHtml, csrf, privateGitUrl, notice, error } = props;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const files = planFiles(draft.files, draft.entrypoint);
  const images = Object.entries(draft.assets).map(([path, base64]) => ({ path, size: sizeOfBase64(base64) }));
  return (
    <>
      <header class="page-head">
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href="/admin">My functions</a>
          <span aria-hidden="true">/</span>
          <span aria-current="page">{draft.slug}</span>
        </nav>
        <div class="title-line">
          <h1>
            <bdi>{visibleText(draft.name) || draft.slug}</bdi>
          </h1>
          <span class="version">{draft.version}</span>
          <Status status={draft.status} />
        </div>
        {draft.description && (
          <p class="lead">
            <bdi>{visibleText(draft.description)}</bdi>
          </p>
        )}
        {notice !== undefined && <Notice kind="info">{visibleText(notice)}</Notice>}
        {error !== undefined && <Notice kind="error">{visibleText(error)}</Notice>}
      </header>
      <div class="columns">
        <section class="side side-first" aria-labelledby="publish">
          <h2 id="publish">Publish</h2>
          {errors > 0 && (
            <Notice kind="warning">
              <Count of={errors} one="error stands" many="errors stand" /> in the way.{' '}
              <a href="#findings">See them</a>.
            </Notice>
          )}
          <PublishForm draft={draft} csrf={csrf} />
          <Command label="Or from the terminal" line={`aerostack functions publish ${draft.id}`} />
          {draft.status !== 'draft' && (
            <p>
              <a href={draft.url}>See it on the Hub</a>
            </p>
          )}
        </section>
        <div class="main-column">
          <section id="findings" aria-labelledby="findings-title">
            <h2 id="findings-title">Findings</h2>
            <DiagnosticList diagnostics={diagnostics} files={files} />
          </section>
          <section id="files" aria-labelledby="files-title">
            <h2 id="files-title">Files</h2>
            <SourceFiles files={files} images={images} marked={linesFound(diagnostics)} />
          </section>
          <section id="readme" class="panel" aria-labelledby="readme-title">
            <h2 id="readme-title" class="panel-title">
              Readme
            </h2>
            <Readme html={readmeHtml} />
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
          {draft.status === 'draft' && <DeleteForm draft={draft} csrf={csrf} />}
        </aside>
      </div>
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
