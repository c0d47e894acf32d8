import type { Router } from 'express';
import { RegistryError } from '../contract/errors.ts';
import type { CheckReadiness } from '../services/readiness.ts';

/** What the health of the registry is told from. */
export interface Health {
  readonly checkReadiness: CheckReadiness;
  /** Whether the registry is about to end, so that nothing new is to be sent to it. */
  readonly isEnding: () => boolean;
}

/**
 * `/healthz` says that the process answers, `/readyz` that it can do its work. Where it cannot, the status is 503 whatever
 * is at fault, as those who ask expect, and the code that of the first fault.
 */
export function bindHealthRoutes(router: Router, { checkReadiness, isEnding }: Health): void {
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const { git, faults } = isEnding() ? { git: undefined, faults: [ending()] } : await checkReadiness();
    const [first] = faults;
    if (!first) return void response.json({ status: 'ready', git });
    const details = faults.map(({ code, message }) => ({ code, message }));
    for (const { code, message, cause } of faults) request.log.warn({ code, err: cause }, message);
    response.status(503).json({ error: first.message, code: first.code, hint: first.hint, details });
  });
}

function ending(): RegistryError {
  return new RegistryError('SHUTTING_DOWN', 'The registry is shutting down');
}
