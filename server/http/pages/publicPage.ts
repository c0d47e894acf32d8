import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { PageFrame } from '../../../web/renderPage.tsx';
import { holdsCurrent } from '../api/headers.ts';
import type { PageContext } from './pageContext.ts';
import { themeOf } from './theme.ts';

/** Makes a page from its frame; nothing where the request has been answered otherwise, as by a redirect. */
export type RenderPublic = (frame: PageFrame & { registryUrl: string }) => Promise<string | undefined>;

/** Answers with a page that is the same for everybody who is not signed in. */
export type SendPublic = (request: Request, response: Response, render: RenderPublic) => Promise<void>;

const CACHED_CHARS = 12 * 1024 ** 2;
/** Milliseconds for which stars and installs on a page may be old; all else on it is as new as the index. */
const COUNTS_MAX_AGE = 10_000;

/**
 * Makes the answerer. Pages are kept until anything is published, or for as long as their counts may be old; browsers
 * and proxies keep them too, and ask each time whether they still hold.
 */
export function createSendPublic(
  { stores, sessions, frameOf, sendPage }: Omit<PageContext, 'sendPublic'>,
  cachedFor = COUNTS_MAX_AGE,
): SendPublic {
  const pages = new LRUCache<string, { html: Buffer; etag: string; expires: number }>({
    maxSize: CACHED_CHARS,
    sizeCalculation: ({ html }, name) => html.length + name.length + 500,
  });
  let generation = 0;

  const forgetWhenChanged = () => {
    const now = stores.index.generation();
    if (now !== generation) pages.clear();
    generation = now;
  };

  return async (request, response, render) => {
    response.vary('Cookie');
    if (sessions.isClaimed(request)) {
      const html = await render(await frameOf(request, response));
      if (html !== undefined) sendPage(response, html);
      return;
    }
    forgetWhenChanged();
    const before = generation;
    const name = `${themeOf(request) ?? ''} ${request.originalUrl}`;
    let page = pages.get(name);
    if (!page || page.expires <= stores.now()) {
      const html = await render(await frameOf(request, response));
      if (html === undefined) return;
      const bytes = Buffer.from(html);
      const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
      page = { html: bytes, etag, expires: stores.now() + cachedFor };
      if (before === generation) pages.set(name, page);
    }
    response.set({
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'public, no-cache',
      // Weak, since it holds however the bytes are compressed.
      ETag: `W/${page.etag}`,
    });
    if (holdsCurrent(request, page.etag)) response.status(304).end();
    else response.send(page.html);
  };
}
