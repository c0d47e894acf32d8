import type { ComponentChildren } from 'preact';
import { functionHref, userHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { FunctionTabs, type FunctionView } from './functionTabs.tsx';

/** A version of a function, as links name it. */
export interface VersionPlace {
  author: string;
  slug: string;
  version: string;
}

interface SourceHeadProps {
  place: VersionPlace;
  view: Exclude<FunctionView, 'overview'>;
  title: string;
  /** The version that this one followed. */
  previous?: string | undefined;
  /** Beside the title. */
  children?: ComponentChildren;
}

/** The head of every page about a version's source: where one is, and what else there is to see. */
export function SourceHead({ place, view, title, previous, children }: SourceHeadProps) {
  const { author, slug, version } = place;
  return (
    <header class="page-head">
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/functions">Functions</a>
        <span aria-hidden="true">/</span>
        <a href={userHref(author)}>{author}</a>
        <span aria-hidden="true">/</span>
        <a href={functionHref(author, slug)}>{slug}</a>
        <span aria-hidden="true">/</span>
        <a href={functionHref(author, slug, version)}>{version}</a>
      </nav>
      <div class="title-line">
        <h1>
          <bdi>{visibleText(title)}</bdi>
        </h1>
        {children}
      </div>
      <FunctionTabs place={place} view={view} previous={previous} />
    </header>
  );
}
