import type { Router } from 'express';
import { checkReadiness } from '../services/readiness.ts';
import type { Stores } from '../services/stores.ts';

/** `/healthz` says that the process answers, `/readyz` that it can do its work. */
export function bindHealthRoutes(router: Router, stores: Pick<Stores, 'git'>): void {
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ready', ...(await checkReadiness(stores)) });
  });
}
