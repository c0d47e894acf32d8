import type { Request } from 'express';
import type { Source } from '../../domain/writePlan.ts';

/** How a push over the API was made: by a page of the registry's own where it says so, else from a command line. */
export function sourceOf(request: Request): Source {
  return request.get('x-aerostack-source') === 'web' ? 'web' : 'cli';
}

/** The commit in `If-Match`, or nothing where the client sends none or `*`. */
export function expectedCommit(request: Request): string | undefined {
  const value = request.get('if-match');
  if (value === undefined || value.trim() === '*') return undefined;
  return value.trim().replace(/^W\//, '').replace(/^"|"$/g, '');
}

/**
 * Whether the client holds what the ETag names. Not Express's `fresh`: that gives up at `Cache-Control: no-cache`, which
 * `fetch` adds to every conditional request.
 */
export function holdsCurrent(request: Pick<Request, 'headers'>, etag: string): boolean {
  const held = request.headers['if-none-match'];
  if (held === undefined) return false;
  return held.trim() === '*' || held.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

/** Whether the client installs, and so wants to be counted. */
export function isInstall(request: Pick<Request, 'headers'>): boolean {
  return request.headers['x-aerostack-install'] === '1';
}
