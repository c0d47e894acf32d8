import type { Router } from 'express';
import { manifestJsonSchema } from '../contract/manifestJsonSchema.ts';
import type { Stores } from '../services/stores.ts';

const PATH = '/schema/aerostack.json';

/** Serves the schema of aerostack.json to editors, from any origin. */
export function bindSchemaRoute(router: Router, stores: Pick<Stores, 'publicUrl'>): void {
  router.get(PATH, (_request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=3600' });
    response
      .type('application/schema+json')
      .send(JSON.stringify(manifestJsonSchema(`${stores.publicUrl}${PATH}`), null, 2));
  });
}
