import { blameHref, functionHref, sourceHref } from '../links.ts';
import { codeLinesHtml, type ShownSource } from '../parts/codeLines.tsx';
import { Day } from '../parts/date.tsx';
import { FileBar } from '../parts/fileBar.tsx';
import { Notice } from '../parts/notice.tsx';
import { SourceHead, type VersionPlace } from '../parts/sourceHead.tsx';
import { VersionChoice } from '../parts/versionChoice.tsx';
import { type PageFrame, renderPage } from '../renderPage.tsx';
import { visibleText } from '../text.ts';

/** The version that introduced a line. */
export interface LineOrigin {
  version: string;
  /** ISO 8601. */
  date: string;
}

/** A file with the version that introduced each of its lines. */
export interface BlameProps extends PageFrame {
  place: VersionPlace;
  path: string;
  /** Bytes. */
  size: number;
  source: ShownSource;
  /** For each line; nothing where that could not be found out in time. */
  origins: readonly LineOrigin[] | undefined;
  /** Whether lines may be older than they are told to be: the oldest versions were not looked at, or not closely. */
  capped: boolean;
  coarse: boolean;
  /** Newest first. */
  versions: readonly string[];
  previous?: string | undefined;
}

/** Renders the page of a file's blame. */
export function blamePage(props: BlameProps): string {
  const { author, slug, version } = props.place;
  return renderPage({
    frame: props,
    title: `Blame of ${props.path} in ${slug} ${version} by ${author}`,
    description: `Which version introduced each line of ${props.path} in ${slug} ${version}.`,
    private: true,
    content: <BlameContent {...props} />,
  });
}

function BlameContent(props: BlameProps) {
  const { place, path, size, source, origins, versions, previous } = props;
  const { author, slug, version } = place;
  return (
    <>
      <SourceHead
        place={place}
        view="source"
        title={path.slice(path.lastIndexOf('/') + 1)}
        previous={previous}
      >
        <VersionChoice
          action={blameHref(author, slug, undefined, path)}
          versions={versions}
          current={version}
        />
      </SourceHead>
      <Doubts {...props} />
      <div class="file-card">
        <FileBar place={place} path={path} view="blame" size={size} lines={source.total} ends={source.ends} />
        {origins && source.total > 0 && <BlameTable {...props} origins={origins} />}
        {source.total === 0 && <p class="file-empty">This file is empty.</p>}
        {source.cut && (
          <p class="file-cut">
            Only the beginning is shown.{' '}
            <a href={sourceHref(author, slug, version, path)}>See the file itself.</a>
          </p>
        )}
      </div>
    </>
  );
}

function Doubts({ origins, capped, coarse, source }: BlameProps) {
  if (!origins && source.total > 0)
    return (
      <Notice kind="warning">
        This file is too large, or its versions differ too much, to tell in good time which version introduced
        which line.
      </Notice>
    );
  if (capped)
    return (
      <Notice kind="info">
        The oldest versions of this file were not looked at: lines may be older than is told here.
      </Notice>
    );
  if (!coarse) return null;
  return (
    <Notice kind="info">
      Some versions differ so much that they were not compared closely: lines may be older than is told here.
    </Notice>
  );
}

function BlameTable({ place, path, source, origins }: BlameProps & { origins: readonly LineOrigin[] }) {
  const { author, slug } = place;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section class="code-scroll" tabIndex={0} aria-label={`Blame of ${visibleText(path)}`} data-lines>
      <table class="blame">
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Lines</th>
          </tr>
        </thead>
        <tbody>
          {groupsOf(origins.slice(0, source.lines.length)).map(({ origin, first, count, age }) => (
            <tr key={first}>
              <th scope="row" class={`blame-origin blame-age-${age}`}>
                <a class="blame-version" href={functionHref(author, slug, origin.version)}>
                  {origin.version}
                </a>
                <span class="blame-date">
                  <Day iso={origin.date} />
                </span>
              </th>
              <td>
                <pre class="code">
                  <code
                    dangerouslySetInnerHTML={{
                      __html: codeLinesHtml(source.lines.slice(first, first + count), first),
                    }}
                  />
                </pre>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface Group {
  origin: LineOrigin;
  /** Of its lines, from 0. */
  first: number;
  count: number;
  /** From 0, the oldest, to 4, the newest. */
  age: number;
}

function groupsOf(origins: readonly LineOrigin[]): Group[] {
  const dates = [...new Set(origins.map(({ date }) => date))].sort();
  const ageOf = ({ date }: LineOrigin) =>
    dates.length < 2 ? 0 : Math.round((dates.indexOf(date) / (dates.length - 1)) * 4);
  const groups: Group[] = [];
  for (const [index, origin] of origins.entries()) {
    const last = groups.at(-1);
    if (last?.origin.version === origin.version) last.count += 1;
    else groups.push({ origin, first: index, count: 1, age: ageOf(origin) });
  }
  return groups;
}
