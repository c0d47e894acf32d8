import { blameHref, historyHref, rawHref, sourceHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { Count } from './count.tsx';
import { formatBytes } from './formatBytes.ts';
import type { VersionPlace } from './sourceHead.tsx';

interface FileBarProps {
  place: VersionPlace;
  path: string;
  view: 'source' | 'blame' | 'history';
  /** Bytes. */
  size?: number;
  /** Lines, of text. */
  lines?: number | undefined;
  ends?: string | undefined;
  /** What the registry is reached by, for the permalink. */
  registryUrl?: string | undefined;
}

/** The bar above a file: where it is, how large, and the other ways to look at it. */
export function FileBar({ place, path, view, size, lines, ends, registryUrl = '' }: FileBarProps) {
  const { author, slug, version } = place;
  const names = path.split('/');
  const way = (name: string, href: string, of?: typeof view) => (
    <a class="file-way" href={href} aria-current={of === view ? 'page' : undefined}>
      {name}
    </a>
  );
  const permalink = registryUrl + sourceHref(author, slug, version, path);
  return (
    <div class="file-head">
      <nav class="file-crumbs" aria-label="Path">
        <a href={sourceHref(author, slug, version)}>{slug}</a>
        {names.map((name, index) => {
          const upTo = names.slice(0, index + 1).join('/');
          const isLast = index === names.length - 1;
          return [
            <span key={`${upTo} /`} class="path-slash" aria-hidden="true">
              /
            </span>,
            isLast ? (
              <b key={upTo}>{visibleText(name)}</b>
            ) : (
              <a key={upTo} href={sourceHref(author, slug, version, upTo)}>
                {visibleText(name)}
              </a>
            ),
          ];
        })}
      </nav>
      <p class="file-facts">
        {lines !== undefined && <Count of={lines} one="line" many="lines" />}
        {size !== undefined && <span>{formatBytes(size)}</span>}
        {ends !== undefined && <span>{ends}</span>}
      </p>
      <nav class="file-ways" aria-label="Views of this file">
        {lines !== undefined && way('Code', sourceHref(author, slug, version, path), 'source')}
        {lines !== undefined && way('Blame', blameHref(author, slug, version, path), 'blame')}
        {way('History', historyHref(author, slug, version, path), 'history')}
        {size !== undefined && way('Raw', rawHref(author, slug, version, path))}
      </nav>
      {view === 'source' && lines !== undefined && (
        <span class="copy copy-permalink scripted">
          <button class="button-small" type="button" data-copy={permalink} data-permalink={permalink}>
            Copy permalink
          </button>
          <span class="visually-hidden" role="status" />
        </span>
      )}
    </div>
  );
}
