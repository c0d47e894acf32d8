import { compareHref, functionHref, sourceHref, userHref } from '../links.ts';
import { Changed } from '../parts/changed.tsx';
import { ComparedFile, type ShownChange } from '../parts/comparedFile.tsx';
import { Count } from '../parts/count.tsx';
import type { DiffView } from '../parts/diffTable.tsx';
import { FunctionTabs } from '../parts/functionTabs.tsx';
import { Notice } from '../parts/notice.tsx';
import { VersionPair } from '../parts/versionPair.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** What differs between two versions of a function. */
export interface CompareProps extends PageFrame {
  author: string;
  slug: string;
  from: string;
  to: string;
  /** The version that `to` followed. */
  previous?: string | undefined;
  /** Newest first. */
  versions: readonly string[];
  view: DiffView;
  /** In path order. */
  files: readonly ShownChange[];
  /** Whether files differ so much that their lines were not compared closely. */
  coarse: boolean;
}

/** Renders the page of a comparison. */
export function comparePage(props: CompareProps): string {
  const { author, slug, from, to } = props;
  return renderPage({
    frame: props,
    title: `Changes of ${slug} from ${from} to ${to} by ${author}`,
    description: `What differs between ${from} and ${to} of ${slug}, a function by ${author}.`,
    canonical: compareHref(author, slug, from, to),
    private: true,
    content: <CompareContent {...props} />,
  });
}

function CompareContent(props: CompareProps) {
  const { author, slug, from, to, versions, view, files, coarse } = props;
  const viewLink = (name: string, of: DiffView) => (
    <a
      class="file-way"
      href={`${compareHref(author, slug, from, to)}?view=${of}`}
      aria-current={of === view ? 'page' : undefined}
    >
      {name}
    </a>
  );
  return (
    <>
      <header class="page-head">
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href="/functions">Functions</a>
          <span aria-hidden="true">/</span>
          <a href={userHref(author)}>{author}</a>
          <span aria-hidden="true">/</span>
          <a href={functionHref(author, slug)}>{slug}</a>
        </nav>
        <h1>
          Changes of {slug} from {from} to {to}
        </h1>
        <FunctionTabs place={{ author, slug, version: to }} view="compare" previous={props.previous} />
      </header>
      <VersionPair author={author} slug={slug} versions={versions} from={from} to={to} view={view} />
      {coarse && (
        <Notice kind="info">
          Some files differ so much that their lines were not compared closely: more of them may be the same.
        </Notice>
      )}
      {files.length === 0 ? (
        <div class="empty">
          <p class="empty-title">The files of both versions are the same</p>
          <p>
            <a href={sourceHref(author, slug, to)}>See the files of {to}</a>
          </p>
        </div>
      ) : (
        <>
          <section class="file-card" aria-label="Changed files">
            <div class="file-head">
              <p class="file-facts">
                <Count of={files.length} one="file changed" many="files changed" />
                <Changed {...sumOf(files)} />
              </p>
              <nav class="file-ways" aria-label="Layout">
                {viewLink('Unified', 'unified')}
                {viewLink('Side by side', 'split')}
              </nav>
            </div>
            <ol class="change-list">
              {files.map(({ path, kind, counts }, index) => (
                <li key={path}>
                  <a href={`#change-${index + 1}`}>{visibleText(path)}</a>
                  <span class={`change change-${kind}`}>{kind}</span>
                  {counts && kind !== 'renamed' && <Changed {...counts} />}
                </li>
              ))}
            </ol>
          </section>
          {files.map((file, index) => (
            <ComparedFile
              key={file.path}
              {...{ author, slug, from, to, file, view }}
              id={`change-${index + 1}`}
            />
          ))}
        </>
      )}
    </>
  );
}

function sumOf(files: readonly ShownChange[]): { added: number; removed: number } {
  return {
    added: files.reduce((sum, { counts }) => sum + (counts?.added ?? 0), 0),
    removed: files.reduce((sum, { counts }) => sum + (counts?.removed ?? 0), 0),
  };
}
