import { Icon } from './icon.tsx';

/** Copies a text; not there without a script, since it could do nothing. */
export function CopyButton({ text }: { text: string }) {
  return (
    <span class="copy scripted">
      <button class="copy-button" type="button" data-copy={text} aria-label="Copy">
        <Icon name="copy" />
        <Icon name="check" />
      </button>
      <span class="visually-hidden" role="status" />
    </span>
  );
}
