import type { ComponentChildren } from 'preact';
import { archiveHref, compareHref, functionHref, historyHref, sourceHref, userHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { Icon } from './icon.tsx';

/** A version of a function, as links name it. */
export interface VersionPlace {
  author: string;
  slug: string;
  version: string;
}

interface SourceHeadProps {
  place: VersionPlace;
  view: 'source' | 'history' | 'compare';
  title: string;
  /** The version that this one followed. */
  previous?: string | undefined;
  /** Beside the title. */
  children?: ComponentChildren;
}

/** The head of every page about a version's source: where one is, and what else there is to see. */
export function SourceHead({ place, view, title, previous, children }: SourceHeadProps) {
  const { author, slug, version } = place;
  const tab = (name: string, href: string, of?: typeof view) => (
    <a href={href} aria-current={of === view ? 'page' : undefined}>
      {name}
    </a>
  );
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
      <nav class="tabs" aria-label="This version">
        {tab('Overview', functionHref(author, slug, version))}
        {tab('Source', sourceHref(author, slug, version), 'source')}
        {tab('History', historyHref(author, slug, version), 'history')}
        {previous !== undefined && tab('Changes', compareHref(author, slug, previous, version), 'compare')}
        <a class="tab-download" href={archiveHref(author, slug, version)}>
          <Icon name="download" /> .tar.gz
        </a>
      </nav>
    </header>
  );
}
