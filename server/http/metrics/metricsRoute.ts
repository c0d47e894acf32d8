import { createHash, timingSafeEqual } from 'node:crypto';
import type { Router } from 'express';
import { RegistryError } from '../../contract/errors.ts';

/** What `/metrics` answers, and to whom. */
export interface MetricsDoor {
  /** What whoever asks must send as a bearer token; absent, nothing. */
  readonly token: string | undefined;
  readonly read: () => Promise<{ readonly type: string; readonly body: string }>;
}

/** Adds `/metrics`; without a door there is nothing at that path. */
export function bindMetricsRoute(router: Router, door: MetricsDoor | undefined): void {
  router.get('/metrics', async (request, response) => {
    if (!door) throw new RegistryError('NOT_FOUND', 'There is nothing at this path');
    assertToken(door, request.get('authorization'));
    const { type, body } = await door.read();
    response.set({ 'Content-Type': type, 'Cache-Control': 'no-store' }).send(body);
  });
}

/** Throws `UNAUTHORIZED` where a token is asked for and another, or none, is sent. */
export function assertToken({ token }: MetricsDoor, authorization: string | undefined): void {
  if (token === undefined) return;
  const sent = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  if (timingSafeEqual(digest(sent), digest(token))) return;
  throw new RegistryError('UNAUTHORIZED', 'The metrics need the token that the operator has set', {
    hint: 'Send METRICS_TOKEN as "Authorization: Bearer …".',
  });
}

/** Of one length whatever is sent, as the comparison wants. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
