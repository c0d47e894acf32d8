import type { Request } from 'express';
import type { Authenticated } from '../../services/authenticate.ts';
import type { Sessions } from '../pages/session.ts';
import { keyOf } from '../requestContext.ts';
import type { Authenticate } from './bindEndpoint.ts';

/** Finds who sends a request; throws `UNAUTHORIZED`. */
export type CallerOf = (request: Request) => Promise<Authenticated>;

/**
 * Callers are known by their key. Where a request carries none, a script of one of our own pages acts for whoever is
 * signed in there; a cookie by itself is worth nothing, and the answer to it is that to a request without a key.
 */
export function createCallerOf(authenticate: Authenticate, sessions: Pick<Sessions, 'ofScript'>): CallerOf {
  return async (request) => {
    const isKeyed = request.get('x-api-key') !== undefined || request.get('authorization') !== undefined;
    const own = isKeyed ? undefined : await sessions.ofScript(request);
    return own ?? authenticate(keyOf(request), request);
  };
}
