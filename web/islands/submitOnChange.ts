/** Sends a form as soon as something else is chosen in it. */
export function startSubmitOnChange(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-submit-on-change]'))
    form.addEventListener('change', () => form.requestSubmit());
}
