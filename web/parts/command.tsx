import { visibleText } from '../text.ts';

/** A command for the terminal; one click selects it whole. Lines break between its words, and within one only at need. */
export function Command({ line, label }: { line: string; label: string }) {
  return (
    <div class="command">
      <p class="command-label">{label}</p>
      <pre>
        <code>
          {visibleText(line)
            .split(' ')
            .map((word, index) => [index > 0 && ' ', <span class="word">{word}</span>])}
        </code>
      </pre>
    </div>
  );
}
