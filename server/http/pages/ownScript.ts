import type { Request } from 'express';

const SAFE = new Set(['GET', 'HEAD']);

/**
 * Whether the browser says that a script of our own origin sent this. Over plain HTTP browsers leave `Sec-Fetch-Site`
 * out, and `Origin` where nothing can be changed, so that each counts where it is there, and a change needs one.
 */
export function isFromOwnScript(request: Request, publicUrl: string): boolean {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  if (site === undefined && origin === undefined) return SAFE.has(request.method);
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || isOwnOrigin(origin, request, publicUrl);
}

/** Behind a proxy the address that the browser knows is the configured one, else that of the request. */
export function isOwnOrigin(origin: string, request: Request, publicUrl: string): boolean {
  return origin === new URL(publicUrl).origin || isHost(origin, request.get('host'));
}

function isHost(origin: string, host: string | undefined): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
