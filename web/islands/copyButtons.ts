const SHOWN_FOR_MS = 2000;

/** Lets each copy button put its text on the clipboard, and say so where a screen reader hears it too. */
export function startCopyButtons(page: Document): void {
  page.addEventListener('click', async (event) => {
    const button = event.target instanceof Element && event.target.closest<HTMLButtonElement>('[data-copy]');
    if (!button) return;
    const copied = await copy(page, button.dataset.copy ?? '');
    const status = button.parentElement?.querySelector('[role="status"]');
    if (status) status.textContent = copied ? 'Copied' : 'Select the text to copy it';
    button.dataset.state = copied ? 'copied' : 'failed';
    setTimeout(() => {
      if (status) status.textContent = '';
      delete button.dataset.state;
    }, SHOWN_FOR_MS);
  });
}

async function copy(page: Document, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(page, text);
  }
}

/** The older way: a registry in a team's own network is often served without TLS, where there is no clipboard to write to. */
function copyBySelection(page: Document, text: string): boolean {
  const field = page.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.className = 'visually-hidden';
  const focused = page.activeElement;
  page.body.append(field);
  field.select();
  const copied = page.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
