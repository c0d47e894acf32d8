import { visibleText } from '../text.ts';
import { CopyButton } from './copyButton.tsx';

/** A command for the terminal, to copy or to select whole by one click. Lines break between words, in one only at need, after a slash first. */
export function Command({ line, label }: { line: string; label: string }) {
  const shown = visibleText(line);
  return (
    <div class="command">
      <p class="command-label">{label}</p>
      <div class="command-line">
        <pre>
          <code>
            {shown.split(' ').map((word, index) => [index > 0 && ' ', <Word key={word} text={word} />])}
          </code>
        </pre>
        <CopyButton text={shown} />
      </div>
    </div>
  );
}

function Word({ text }: { text: string }) {
  const parts = text.split(/(?<=[^/]\/)/);
  return <span class="word">{parts.map((part, index) => [index > 0 && <wbr key={part} />, part])}</span>;
}
