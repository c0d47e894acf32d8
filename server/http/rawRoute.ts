import type { Router } from 'express';
import { RegistryError } from '../contract/errors.ts';
import { readRaw } from '../services/rawFile.ts';
import type { Stores } from '../services/stores.ts';
import { holdsCurrent } from './api/headers.ts';

/** Serves single files of exact versions: never as anything a browser would run, and for good. */
export function bindRawRoute(router: Router, stores: Stores): void {
  router.get('/raw/:username/:spec/*path', async (request, response) => {
    const { username, spec, path } = request.params as unknown as {
      username: string;
      spec: string;
      path: string[];
    };
    const at = spec.indexOf('@');
    if (at < 1) throw new RegistryError('NOT_FOUND', 'A raw file is named as /raw/author/slug@version/path');
    const file = await readRaw(stores, username, spec.slice(0, at), spec.slice(at + 1), path.join('/'));
    const etag = `"${file.oid}"`;
    response.set({
      'Content-Type': file.image ?? 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: etag,
    });
    if (holdsCurrent(request, etag)) response.status(304).end();
    else response.end(file.content);
  });
}
