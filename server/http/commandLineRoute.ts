import type { Router } from 'express';
import type { ReadCommandLine } from '../services/commandLine.ts';
import { holdsCurrent } from './api/headers.ts';

/** Serves the command line to pipelines, as `npm exec --package=<registry>/aerostack.tgz` takes it. */
export function bindCommandLineRoute(router: Router, readCommandLine: ReadCommandLine): void {
  router.get('/aerostack.tgz', async (request, response) => {
    const { content, etag } = await readCommandLine();
    response.set({ 'Content-Type': 'application/gzip', 'Cache-Control': 'public, no-cache', ETag: etag });
    if (holdsCurrent(request, etag)) response.status(304).end();
    else response.end(content);
  });
}
