import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Express, Response } from 'express';
import type { PageAssets } from './assets.ts';

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  ttf: 'font/ttf',
};
/** The smaller one first: browsers name both, in an order that means nothing. */
const ENCODINGS = ['br', 'gzip'] as const;
const ENDINGS = { br: '.br', gzip: '.gz' } as const;
/** Files of a hashed name never change. */
const OPTIONS = { cacheControl: false, lastModified: false, etag: false, acceptRanges: false } as const;

/** Serves files that the build compressed, straight from disk and for good, in the best form that the client takes. */
export function bindPackedAssets(app: Express, { folder, names }: PageAssets['packed']): void {
  app.get('/assets/:name', async (request, response, next) => {
    const { name } = request.params;
    if (!names.has(name)) return next();
    const encoding = ENCODINGS.find((one) => request.acceptsEncodings(one));
    response.vary('Accept-Encoding').set({
      'Content-Type': TYPES[name.slice(name.lastIndexOf('.') + 1)],
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
    if (encoding === undefined) return sendUnpacked(join(folder, `${name}.gz`), response);
    response.set('Content-Encoding', encoding);
    response.sendFile(name + ENDINGS[encoding], { ...OPTIONS, root: folder }, (error) => {
      // Whoever left does not wait for an answer.
      if (error && !response.headersSent) next(error);
    });
  });
}

/** For the few who take nothing compressed; a client that leaves is no fault. */
async function sendUnpacked(path: string, response: Response): Promise<void> {
  if (response.req.method === 'HEAD') return void response.end();
  await pipeline(createReadStream(path), createGunzip(), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
