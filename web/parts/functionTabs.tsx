import { archiveHref, compareHref, functionHref, historyHref, sourceHref } from '../links.ts';
import { Icon } from './icon.tsx';
import type { VersionPlace } from './sourceHead.tsx';

/** What there is to see of a version. */
export type FunctionView = 'overview' | 'source' | 'history' | 'compare';

interface FunctionTabsProps {
  place: VersionPlace;
  view: FunctionView;
  /** The version that this one followed. */
  previous?: string | undefined;
  /** How many there are, where the page knows. */
  versions?: number | undefined;
}

/** The way between all that there is to see of a version. */
export function FunctionTabs({ place, view, previous, versions }: FunctionTabsProps) {
  const { author, slug, version } = place;
  const overview = functionHref(author, slug, version);
  const tab = (name: string, href: string, of: FunctionView) => (
    <a href={href} aria-current={of === view ? 'page' : undefined}>
      {name}
    </a>
  );
  return (
    <nav class="tabs" aria-label="This version">
      {tab('Overview', overview, 'overview')}
      {tab('Source', sourceHref(author, slug, version), 'source')}
      {tab('History', historyHref(author, slug, version), 'history')}
      {previous !== undefined && tab('Changes', compareHref(author, slug, previous, version), 'compare')}
      <a href={`${view === 'overview' ? '' : overview}#versions`}>
        Versions {versions !== undefined && <span class="tab-count">{versions}</span>}
      </a>
      <a class="tab-download" href={archiveHref(author, slug, version)}>
        <Icon name="download" />
        <span>.tar.gz</span>
      </a>
    </nav>
  );
}
