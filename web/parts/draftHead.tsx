import type { ComponentChildren } from 'preact';
import type { Status as StatusName } from '../../server/contract/answers.ts';
import { draftHistoryHref, draftHref, editHref, publishHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { Status } from './status.tsx';

/** The pages of a draft. */
export type DraftView = 'overview' | 'edit' | 'history' | 'publish';

/** What every page of a draft says of it. */
export interface DraftPlace {
  id: string;
  slug: string;
  name: string;
  /** The version it states, or would take. */
  version?: string | undefined;
  status?: StatusName | undefined;
}

interface DraftHeadProps {
  draft: DraftPlace;
  /** The tab that the page belongs to; none for a page of its own. */
  view?: DraftView | undefined;
  /** Where it is not the function's name. */
  title?: string | undefined;
  children?: ComponentChildren;
}

/** The head of a draft's pages, with the way between them. */
export function DraftHead({ draft, view, title, children }: DraftHeadProps) {
  const { id, slug, name, version, status } = draft;
  return (
    <header class="page-head">
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/admin">My functions</a>
        <span aria-hidden="true">/</span>
        {view === 'overview' ? <span aria-current="page">{slug}</span> : <a href={draftHref(id)}>{slug}</a>}
      </nav>
      <div class="title-line">
        <h1>{title ?? <bdi>{visibleText(name) || slug}</bdi>}</h1>
        {version && <span class="version">{visibleText(version)}</span>}
        {status && <Status status={status} />}
      </div>
      {children}
      <DraftTabs id={id} view={view} />
    </header>
  );
}

/** The way between a draft's pages. */
export function DraftTabs({ id, view }: { id: string; view?: DraftView | undefined }) {
  const tab = (name: string, href: string, of: DraftView) => (
    <a href={href} aria-current={of === view ? 'page' : undefined}>
      {name}
    </a>
  );
  return (
    <nav class="tabs" aria-label="This draft">
      {tab('Overview', draftHref(id), 'overview')}
      {tab('Edit', editHref(id), 'edit')}
      {tab('History', draftHistoryHref(id), 'history')}
      {tab('Publish', publishHref(id), 'publish')}
    </nav>
  );
}
