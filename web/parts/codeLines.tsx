import { visibleText } from '../text.ts';

/** As much of a text file as is put on a page. */
export interface ShownSource {
  /** Safe HTML, one element a line. */
  lines: readonly string[];
  /** Lines in the whole file. */
  total: number;
  /** Whether there are more than are shown. */
  cut: boolean;
  /** How the file's last line ends, and its others, where that is not as usual. */
  ends?: string | undefined;
}

interface CodeLinesProps {
  path: string;
  source: ShownSource;
}

/** Source whose lines can be linked to and selected; without a script, one at a time by its number. */
export function CodeLines({ path, source }: CodeLinesProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section class="code-scroll" tabIndex={0} aria-label={`Source of ${visibleText(path)}`} data-lines>
      <pre class="code">
        <code dangerouslySetInnerHTML={{ __html: codeLinesHtml(source.lines) }} />
      </pre>
    </section>
  );
}

/** Lines with their numbers, after so many others; what is seen of the numbers is no text, so that copies lack them. */
export function codeLinesHtml(lines: readonly string[], after = 0): string {
  return lines
    .map((line, index) => {
      const number = after + index + 1;
      return `<span id="L${number}"><a href="#L${number}" data-n="${number}" aria-label="Line ${number}"></a>${line}\n</span>`;
    })
    .join('');
}
