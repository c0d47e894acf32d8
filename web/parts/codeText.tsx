import { visibleText } from '../text.ts';

/** One line of somebody else's text, in which what stands between backticks is code. */
export function CodeText({ text }: { text: string }) {
  return (
    <bdi>
      {visibleText(text)
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 1 ? <code key={`${index} ${part}`}>{part}</code> : part))}
    </bdi>
  );
}
