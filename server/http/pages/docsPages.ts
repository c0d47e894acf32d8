import type { Router } from 'express';
import { apiReferencePage } from '../../../web/pages/apiReference.tsx';
import { openApiDocument } from '../../contract/openapi.ts';
import type { PageContext } from './pageContext.ts';

/** The reference of the HTTP API. */
export function bindDocsPages(router: Router, { stores, assets, viewerOf, sendPage }: PageContext): void {
  router.get('/docs', (_request, response) => response.redirect(302, '/docs/api'));

  router.get('/docs/api', async (request, response) => {
    const registryUrl = stores.publicUrl;
    const viewer = await viewerOf(request, response);
    sendPage(
      response,
      apiReferencePage({ assets, viewer, registryUrl, document: openApiDocument(registryUrl) }),
    );
  });
}
