import { compareHref, functionHref, rawHref, sourceHref, userHref } from '../links.ts';
import type { ComparedSide, ShownChange } from '../parts/comparedFile.tsx';
import { CoarseNotice, ComparedFiles } from '../parts/comparedFiles.tsx';
import type { DiffView } from '../parts/diffTable.tsx';
import { FunctionTabs } from '../parts/functionTabs.tsx';
import { VersionPair } from '../parts/versionPair.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';

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
  const side = (version: string): ComparedSide => ({
    name: version,
    fileHref: (path) => sourceHref(author, slug, version, path),
    rawHref: (path) => rawHref(author, slug, version, path),
  });
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
      {coarse && <CoarseNotice />}
      {files.length === 0 ? (
        <div class="empty">
          <p class="empty-title">The files of both versions are the same</p>
          <p>
            <a href={sourceHref(author, slug, to)}>See the files of {to}</a>
          </p>
        </div>
      ) : (
        <ComparedFiles
          before={side(from)}
          after={side(to)}
          files={files}
          view={view}
          viewHref={(of) => `${compareHref(author, slug, from, to)}?view=${of}`}
        />
      )}
    </>
  );
}
