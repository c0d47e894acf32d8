import { sourceHref } from '../links.ts';
import { visibleText } from '../text.ts';
import { CodeText } from './codeText.tsx';

/** One name that the entrypoint exports. */
export interface ExportLine {
  name: string;
  kind: 'function' | 'class' | 'type' | 'value';
  /** Its declaration without the body. */
  signature: string;
  /** What its documentation begins with, or `""`. */
  summary: string;
  path: string;
  /** From 1; 0 where only the name is known. */
  line: number;
}

/** A version, for links to its files. */
export interface VersionName {
  author: string;
  slug: string;
  version: string;
}

const MOST = 60;

/** What can be imported, each leading to its declaration. */
export function ExportList({ of: lines, version }: { of: readonly ExportLine[]; version: VersionName }) {
  const { author, slug, version: number } = version;
  const list = (
    <ul class="exports">
      {lines.slice(0, MOST).map(({ name, kind, signature, summary, path, line }) => (
        <li key={`${name} ${kind}`}>
          <p class="export-head">
            <span class={`export-kind export-${kind}`}>{kind}</span>
            {line > 0 ? (
              <a href={`${sourceHref(author, slug, number, path)}#L${line}`}>{visibleText(name)}</a>
            ) : (
              <span>{visibleText(name)}</span>
            )}
          </p>
          {signature !== name && <code class="export-signature">{visibleText(signature)}</code>}
          {summary && (
            <p class="export-summary">
              <CodeText text={summary} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
  if (lines.length <= MOST) return list;
  return (
    <>
      {list}
      <p class="hint">
        There are more: see <a href={sourceHref(author, slug, number)}>the source</a>.
      </p>
    </>
  );
}
