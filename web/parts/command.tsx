import { visibleText } from '../text.ts';

/** A command for the terminal; one click selects it whole. Lines break between words, in one only at need, after a slash first. */
export function Command({ line, label }: { line: string; label: string }) {
  return (
    <div class="command">
      <p class="command-label">{label}</p>
      <pre>
        <code>
          {visibleText(line)
            .split(' ')
            .map((word, index) => [index > 0 && ' ', <Word key={word} text={word} />])}
        </code>
      </pre>
    </div>
  );
}

function Word({ text }: { text: string }) {
  const parts = text.split(/(?<=[^/]\/)/);
  return <span class="word">{parts.map((part, index) => [index > 0 && <wbr key={part} />, part])}</span>;
}
