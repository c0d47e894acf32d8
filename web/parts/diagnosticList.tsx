import type { Diagnostic } from '../../server/contract/answers.ts';
import { fileAnchor, lineAnchor } from '../links.ts';
import type { ShownFile } from '../sourceLines.ts';
import { visibleText } from '../text.ts';

interface DiagnosticListProps {
  diagnostics: readonly Diagnostic[];
  /** The files on the page. */
  files: readonly ShownFile[];
  /** Where a place is shown that is not on the page. */
  placeHref?: ((found: Diagnostic) => string) | undefined;
}

/** What was found in a draft, errors first, each leading to its line as far as the page shows it. */
export function DiagnosticList({ diagnostics, files, placeHref }: DiagnosticListProps) {
  if (diagnostics.length === 0) return <p class="muted">Nothing was found: this draft can be published.</p>;
  const ordered = [...diagnostics].sort(
    (a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'),
  );
  return (
    <ul class="diagnostics">
      {ordered.map((found) => (
        <li
          key={`${found.path}:${found.line}:${found.column}:${found.code}:${found.message}`}
          class={`diagnostic diagnostic-${found.severity}`}
        >
          <span class="diagnostic-severity">{found.severity}</span>
          <span class="diagnostic-message">
            {visibleText(found.message)} <code class="diagnostic-code">{visibleText(found.code)}</code>
          </span>
          {found.path && (
            <Place
              found={found}
              file={files.find(({ path }) => path === found.path)}
              href={placeHref?.(found)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Place({
  found,
  file,
  href,
}: {
  found: Diagnostic;
  file: ShownFile | undefined;
  href: string | undefined;
}) {
  const { path, line, column } = found;
  const words = `${visibleText(path)}${line > 0 ? `:${line}:${column}` : ''}`;
  if (file === undefined && href === undefined) return <span class="diagnostic-place">{words}</span>;
  const isShown = file !== undefined && line > 0 && line <= file.lines;
  const anchor = isShown ? lineAnchor(path, line) : fileAnchor(path);
  return (
    <a class="diagnostic-place" href={file === undefined ? href : `#${anchor}`}>
      {words}
    </a>
  );
}

/** The lines that findings point to, by path. */
export function linesFound(diagnostics: readonly Diagnostic[]): Map<string, Set<number>> {
  const lines = new Map<string, Set<number>>();
  for (const { path, line } of diagnostics) {
    if (line > 0) lines.set(path, (lines.get(path) ?? new Set()).add(line));
  }
  return lines;
}
