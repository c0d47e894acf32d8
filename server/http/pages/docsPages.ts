import type { Router } from 'express';
import { apiReferencePage } from '../../../web/pages/apiReference.tsx';
import { openApiDocument } from '../../contract/openapi.ts';
import type { PageContext } from './pageContext.ts';

/** The reference of the HTTP API. */
export function bindDocsPages(router: Router, { frameOf, sendPage }: PageContext): void {
  router.get('/docs', (_request, response) => response.redirect(302, '/docs/api'));

  router.get('/docs/api', async (request, response) => {
    const frame = await frameOf(request, response);
    sendPage(response, apiReferencePage({ ...frame, document: openApiDocument(frame.registryUrl) }));
  });
}
