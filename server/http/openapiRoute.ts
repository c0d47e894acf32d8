import type { Router } from 'express';
import { openApiDocument } from '../contract/openapi.ts';
import type { Stores } from '../services/stores.ts';

/** Serves the OpenAPI document to tools, from any origin. */
export function bindOpenApiRoute(router: Router, stores: Pick<Stores, 'publicUrl'>): void {
  router.get('/openapi.json', (_request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=3600' });
    response.json(openApiDocument(stores.publicUrl));
  });
}
