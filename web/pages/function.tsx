import type { FunctionAnswer, InstallManifest, Versions } from '../../server/contract/answers.ts';
import { browseHref, functionHref, rawHref, userHref } from '../links.ts';
import { Command } from '../parts/command.tsx';
import { Count } from '../parts/count.tsx';
import { Day } from '../parts/date.tsx';
import { Fact, Facts } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';
import { Readme } from '../parts/readme.tsx';
import { type Needs, Requirements } from '../parts/requirements.tsx';
import { SourceFiles } from '../parts/sourceFiles.tsx';
import { VersionList } from '../parts/versionList.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { planFiles } from '../sourceLines.ts';
import { visibleText } from '../text.ts';
import { highestVersion, isPrerelease } from '../versionOrder.ts';

/** One version of a published function. */
export interface FunctionProps extends PageFrame {
  /** The registry's own origin, as a client would be given it. */
  registryUrl: string;
  fn: FunctionAnswer['function'];
  /** All of them, newest first. */
  versions: Versions['versions'];
  /** Of `renderReadme`; `""` where there is no README. */
  readmeHtml: string;
  install: Needs & Pick<InstallManifest, 'assets'>;
}

/** Renders the page of a function's version. */
export function functionPage(props: FunctionProps): string {
  const { fn } = props;
  const name = fn.name || fn.slug;
  return renderPage({
    frame: props,
    section: 'browse',
    title: `${name} ${fn.version} by ${fn.author_username}`,
    description: fn.description || `${name}, a function by ${fn.author_username}.`,
    content: <FunctionContent {...props} />,
  });
}

function FunctionContent({ fn, versions, readmeHtml, install, registryUrl }: FunctionProps) {
  const spec = `${fn.author_username}/${fn.slug}`;
  const fileCount = Object.keys(fn.files).length + install.assets.length;
  return (
    <>
      <header class="page-head">
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href="/functions">Functions</a>
          <span aria-hidden="true">/</span>
          <a href={userHref(fn.author_username)}>{fn.author_username}</a>
          <span aria-hidden="true">/</span>
          <span aria-current="page">{fn.slug}</span>
        </nav>
        <div class="title-line">
          <h1>
            <bdi>{visibleText(fn.name) || fn.slug}</bdi>
          </h1>
          <span class="version">{visibleText(fn.version)}</span>
        </div>
        {fn.description && (
          <p class="lead">
            <bdi>{visibleText(fn.description)}</bdi>
          </p>
        )}
        <Warnings fn={fn} versions={versions} />
        <nav class="tabs" aria-label="On this page">
          <a href="#readme">Readme</a>
          <a href="#needs">Needs</a>
          <a href="#files">
            Files <span class="tab-count">{fileCount}</span>
          </a>
          <a href="#versions">
            Versions <span class="tab-count">{versions.length}</span>
          </a>
        </nav>
      </header>
      <div class="columns">
        <section class="side side-first" aria-labelledby="install">
          <h2 id="install">Install</h2>
          <Command label="The newest version" line={`aerostack functions install ${spec}`} />
          <Command label="Exactly this version" line={`aerostack functions install ${spec}@${fn.version}`} />
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
            <Requirements needs={install} />
          </section>
          <section id="files" aria-labelledby="files-title">
            <h2 id="files-title">Files</h2>
            <SourceFiles
              files={planFiles(fn.files, fn.entrypoint)}
              images={install.assets}
              rawOf={(path) => rawHref(fn.author_username, fn.slug, fn.version, path)}
            />
          </section>
          <section id="versions" aria-labelledby="versions-title">
            <h2 id="versions-title">Versions</h2>
            <VersionList
              author={fn.author_username}
              slug={fn.slug}
              versions={versions}
              current={fn.version}
            />
          </section>
        </div>
        <aside class="side side-rest" aria-labelledby="facts">
          <section aria-labelledby="facts">
            <h2 id="facts">Facts</h2>
            <FunctionFacts fn={fn} />
          </section>
          <section aria-labelledby="source">
            <h2 id="source">Source</h2>
            <Command label="The tree of this version" line={fn.tree} />
          </section>
        </aside>
      </div>
    </>
  );
}

function Warnings({ fn, versions }: Pick<FunctionProps, 'fn' | 'versions'>) {
  const highest = highestVersion(versions.map(({ version }) => version));
  return (
    <>
      {highest !== undefined && highest !== fn.version && !isPrerelease(fn.version) && (
        <Notice kind="info">
          This is not the newest version.{' '}
          <a href={functionHref(fn.author_username, fn.slug)}>See {highest}</a>.
        </Notice>
      )}
      {isPrerelease(fn.version) && (
        <Notice kind="warning">
          {fn.version} is a prerelease: it may change before the release, and is installed only when asked for
          {highest !== undefined && highest !== fn.version ? (
            <>
              . <a href={functionHref(fn.author_username, fn.slug)}>See {highest}</a>.
            </>
          ) : (
            ', or while nothing stable exists.'
          )}
        </Notice>
      )}
      {!fn.license && (
        <Notice kind="warning">
          This version names no license. Without one you have no right to use it: ask {fn.author_username}{' '}
          first.
        </Notice>
      )}
    </>
  );
}

function FunctionFacts({ fn }: Pick<FunctionProps, 'fn'>) {
  return (
    <Facts>
      <Fact name="Author">
        <a href={userHref(fn.author_username)}>{fn.author_username}</a>
      </Fact>
      <Fact name="License">
        {fn.license ? visibleText(fn.license) : <span class="lacking">none named</span>}
      </Fact>
      {fn.category && (
        <Fact name="Category">
          <a href={browseHref({ category: fn.category })}>{visibleText(fn.category)}</a>
        </Fact>
      )}
      {fn.language && <Fact name="Language">{visibleText(fn.language)}</Fact>}
      {fn.runtime && <Fact name="Runtime">{visibleText(fn.runtime)}</Fact>}
      <Fact name="Published">
        <Day iso={fn.published_at} />
      </Fact>
      <Fact name="Use">
        <Count of={fn.clone_count} one="install" many="installs" />
        {' · '}
        <Count of={fn.star_count} one="star" many="stars" />
      </Fact>
      {fn.tags.length > 0 && (
        <Fact name="Tags">
          <ul class="chips">
            {fn.tags.map((tag) => (
              <li key={tag}>
                <a class="chip" href={browseHref({ tag })}>
                  {visibleText(tag)}
                </a>
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </Facts>
  );
}
