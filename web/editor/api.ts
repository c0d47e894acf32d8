import { type Client, createClient } from '../../server/contract/client.ts';
import { editHref } from '../links.ts';

/** The registry, as the page of whoever is signed in talks to it. */
export interface Api {
  readonly client: Client;
  /** The HTML of a README, its images by `draftImageHref`; throws where there is none to be had. */
  preview(body: { readme: string; images: string[]; files: string[] }): Promise<string>;
}

/**
 * Makes it from the token of the page. Whoever signed out and in again, in another tab, has another one: it is fetched
 * when the one at hand is not taken any more.
 */
export function createApi(id: string, token: string, fetcher: typeof fetch = fetch): Api {
  let csrf = token;
  const send = (input: RequestInfo | URL, init: RequestInit = {}) =>
    fetcher(input, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), 'X-CSRF-Token': csrf },
    });
  const sendAgain: typeof fetch = async (input, init) => {
    const response = await send(input, init);
    if (response.status !== 401 && response.status !== 403) return response;
    const fresh = await newToken(id, fetcher);
    if (fresh === undefined || fresh === csrf) return response;
    csrf = fresh;
    return send(input, init);
  };
  return {
    client: createClient({
      baseUrl: location.origin,
      headers: { 'X-Aerostack-Source': 'web' },
      fetch: sendAgain,
    }),
    async preview(body) {
      const response = await sendAgain(`/admin/functions/${encodeURIComponent(id)}/preview`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      });
      if (!response.ok) throw new Error(`The registry answered ${response.status}`);
      return ((await response.json()) as { html: string }).html;
    },
  };
}

async function newToken(id: string, fetcher: typeof fetch): Promise<string | undefined> {
  const response = await fetcher(editHref(id));
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return page.querySelector<HTMLElement>('[data-editor]')?.dataset.csrf;
}
