import type { Diagnostic } from '../../server/contract/answers.ts';
import { fileAnchor, lineAnchor } from '../links.ts';
import { visibleText } from '../text.ts';

/** What was found in a draft, errors first, each leading to its line. */
export function DiagnosticList({ diagnostics }: { diagnostics: readonly Diagnostic[] }) {
  if (diagnostics.length === 0) return <p class="muted">Nothing was found: this draft can be published.</p>;
  const ordered = [...diagnostics].sort(
    (a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'),
  );
  return (
    <ul class="diagnostics">
      {ordered.map((found) => (
        <li
          key={`${found.path}:${found.line}:${found.column}:${found.code}`}
          class={`diagnostic diagnostic-${found.severity}`}
        >
          <span class="diagnostic-severity">{found.severity}</span>
          <span class="diagnostic-message">
            {visibleText(found.message)} <code class="diagnostic-code">{visibleText(found.code)}</code>
          </span>
          {found.path && (
            <a
              class="diagnostic-place"
              href={`#${found.line > 0 ? lineAnchor(found.path, found.line) : fileAnchor(found.path)}`}
            >
              {visibleText(found.path)}
              {found.line > 0 && `:${found.line}:${found.column}`}
            </a>
          )}
        </li>
      ))}
    </ul>
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
