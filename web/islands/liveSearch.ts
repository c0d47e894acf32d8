const TYPING_PAUSE_MS = 120;

/** Applies a form's search and filters as they change: the part of the page that it names is taken from the page it leads to. */
export function startLiveSearch(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-live]')) startForm(page, form);
}

function startForm(page: Document, form: HTMLFormElement): void {
  const status = page.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  form.append(status);
  let running: AbortController | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;

  const apply = async () => {
    clearTimeout(pause);
    running?.abort();
    running = new AbortController();
    const url = addressOf(form);
    try {
      const fresh = await fetchPage(url, running.signal);
      // Taking the part out of the fresh page takes its words out too.
      const counted = fresh.querySelector('[data-live-count]') ?? fresh.querySelector('h1 + p');
      const count = counted?.textContent ?? '';
      replacePart(page, fresh, form.dataset.live ?? '');
      // What is shown can be linked to and reloaded, and going back leads to where one came from.
      history.replaceState(history.state, '', url);
      page.title = fresh.title;
      status.textContent = count;
    } catch (error) {
      // An answer that came too late is of no account; any other fault is the whole page's to tell.
      if (!(error instanceof DOMException && error.name === 'AbortError')) form.submit();
    }
  };
  form.addEventListener('input', (event) => {
    clearTimeout(pause);
    const isTyped = event.target instanceof HTMLInputElement;
    pause = setTimeout(apply, isTyped ? TYPING_PAUSE_MS : 0);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void apply();
  });
}

/** Where the form leads, without the fields that say nothing. */
function addressOf(form: HTMLFormElement): string {
  const fields = [...new FormData(form)].filter((field): field is [string, string] => field[1] !== '');
  const query = new URLSearchParams(fields).toString();
  const path = new URL(form.action).pathname;
  return query === '' ? path : `${path}?${query}`;
}

async function fetchPage(url: string, signal: AbortSignal): Promise<Document> {
  const answer = await fetch(url, { signal, headers: { Accept: 'text/html' } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

function replacePart(page: Document, fresh: Document, id: string): void {
  const part = fresh.getElementById(id);
  if (!part) throw new Error('the answer lacks what was asked for');
  page.getElementById(id)?.replaceWith(page.adoptNode(part));
}
