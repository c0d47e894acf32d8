import { functionHref, userHref } from '../links.ts';
import { Command } from '../parts/command.tsx';
import { ExportList } from '../parts/exportList.tsx';
import { FileList } from '../parts/fileList.tsx';
import { FunctionFacts } from '../parts/functionFacts.tsx';
import { FunctionTabs } from '../parts/functionTabs.tsx';
import { FunctionWarnings } from '../parts/functionWarnings.tsx';
import { NewFrom } from '../parts/newFrom.tsx';
import { Notice } from '../parts/notice.tsx';
import { Readme } from '../parts/readme.tsx';
import { Requirements } from '../parts/requirements.tsx';
import { SourceLinks } from '../parts/sourceLinks.tsx';
import { StarForm } from '../parts/starForm.tsx';
import { VersionChoice } from '../parts/versionChoice.tsx';
import { VersionList } from '../parts/versionList.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';
import { highestVersion } from '../versionOrder.ts';
import type { ShownFunction } from './functionShown.ts';

/** One version of a published function. */
export interface FunctionProps extends PageFrame, ShownFunction {
  registryUrl: string;
  /** Of `renderReadme`; `""` where there is no README. */
  readmeHtml: string;
  /** Whether whoever is signed in has starred it. */
  starred?: boolean | undefined;
  /** What has just been done, one sentence. */
  notice?: string | undefined;
}

/** Renders the page of a function's version. */
export function functionPage(props: FunctionProps): string {
  const { fn, versions } = props;
  const name = fn.name || fn.slug;
  const isNewest = highestVersion(versions.map(({ version }) => version)) === fn.version;
  const spec = `${fn.author_username}/${fn.slug}`;
  return renderPage({
    frame: props,
    title: `${name} ${fn.version} by ${fn.author_username}`,
    description: fn.description || `${name}, a function by ${fn.author_username}.`,
    // The newest version is to be found by the page that stays, an older one by its own.
    canonical: functionHref(fn.author_username, fn.slug, isNewest ? undefined : fn.version),
    feed: {
      href: `${functionHref(fn.author_username, fn.slug)}/feed.atom`,
      title: `New versions of ${spec}`,
    },
    content: <FunctionContent {...props} />,
  });
}

function FunctionContent(props: FunctionProps) {
  const { fn, versions, readmeHtml, needs, exports, files, entrypoint, registryUrl, viewer } = props;
  const { starred = false } = props;
  const csrf = viewer?.csrf;
  const { author_username: author, slug, version } = fn;
  const numbers = versions.map((one) => one.version);
  const previous = numbers[numbers.indexOf(version) + 1];
  return (
    <>
      <header class="page-head">
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href="/functions">Functions</a>
          <span aria-hidden="true">/</span>
          <a href={userHref(author)}>{author}</a>
          <span aria-hidden="true">/</span>
          <span aria-current="page">{slug}</span>
        </nav>
        <div class="title-line">
          <h1>
            <bdi>{visibleText(fn.name) || slug}</bdi>
          </h1>
          <VersionChoice action={functionHref(author, slug)} versions={numbers} current={version} />
          <StarForm
            {...{ author, slug, version }}
            stars={fn.star_count}
            own={csrf === undefined ? undefined : { starred, csrf }}
          />
          {viewer?.username === author && csrf && <NewFrom csrf={csrf} slug={slug} version={version} />}
        </div>
        {props.notice !== undefined && <Notice kind="info">{visibleText(props.notice)}</Notice>}
        {fn.description && (
          <p class="lead">
            <bdi>{visibleText(fn.description)}</bdi>
          </p>
        )}
        <FunctionWarnings fn={fn} versions={versions} mistakenFor={props.mistakenFor} />
        <FunctionTabs
          place={{ author, slug, version }}
          view="overview"
          previous={previous}
          versions={versions.length}
        />
      </header>
      <div class="columns">
        <section class="side side-first" aria-labelledby="install">
          <h2 id="install">Install</h2>
          <Command label="The newest version" line={`aerostack functions install ${author}/${slug}`} />
          <Command
            label="Exactly this version"
            line={`aerostack functions install ${author}/${slug}@${version}`}
          />
          <p class="hint">
            Add <code>--registry {registryUrl}</code> where the project does not name this registry yet.
          </p>
        </section>
        <div class="main-column">
          <section id="readme" class="panel" aria-labelledby="readme-title">
            <h2 id="readme-title" class="panel-title">
              Readme
            </h2>
            <Readme html={readmeHtml} />
          </section>
          <section id="needs" aria-labelledby="needs-title">
            <h2 id="needs-title">What it needs</h2>
            <Requirements needs={needs} />
          </section>
          {exports.length > 0 && (
            <section id="exports" aria-labelledby="exports-title">
              <h2 id="exports-title">What it exports</h2>
              <ExportList of={exports} version={{ author, slug, version }} />
            </section>
          )}
          <section id="files" aria-labelledby="files-title">
            <h2 id="files-title">Files</h2>
            <FileList files={files} entrypoint={entrypoint} version={{ author, slug, version }} />
          </section>
          <section id="versions" aria-labelledby="versions-title">
            <h2 id="versions-title">Versions</h2>
            <VersionList {...{ author, slug, versions }} takenDown={props.takenDown} current={version} />
          </section>
        </div>
        <aside class="side side-rest" aria-labelledby="facts">
          <section aria-labelledby="facts">
            <h2 id="facts">Facts</h2>
            <FunctionFacts fn={fn} files={files} />
          </section>
          <section aria-labelledby="source">
            <h2 id="source">Source</h2>
            <SourceLinks fn={fn} registryUrl={registryUrl} />
          </section>
        </aside>
      </div>
    </>
  );
}
