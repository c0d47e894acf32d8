import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';
import { isRegistryError, RegistryError } from '../../contract/errors.ts';
import type { Authenticated } from '../../services/authenticate.ts';
import type { Authenticate } from '../api/bindEndpoint.ts';
import { cookieOf } from './cookie.ts';
import { isFromOwnScript, isOwnOrigin } from './ownScript.ts';

/** Where the scripts of our pages send the token; no page of another site can send it without being asked first. */
const CSRF_HEADER = 'x-csrf-token';

/** The browser's side of a session: the cookies, whom they stand for, and the tokens that forms must carry. */
export interface Sessions {
  /** Who is signed in, if anybody. */
  current(request: Request): Promise<Authenticated | undefined>;
  /** Whether the browser says that somebody is signed in, true or not. */
  isClaimed(request: Request): boolean;
  /** Who is signed in on the page of ours whose script sends this request with the token of its forms. */
  ofScript(request: Request): Promise<Authenticated | undefined>;
  start(response: Response, token: string, expiresAt: number): void;
  end(response: Response): void;
  /** The token for the forms of a page; gives a visitor without session a cookie to bind it to. */
  csrf(request: Request, response: Response): string;
  /** Throws `CROSS_SITE` for what the browser says another site's page sent. */
  assertOwnSite(request: Request): void;
  /** Whether a form carries the token that our pages give this browser now. */
  holdsToken(request: Request): boolean;
  /** Throws `CROSS_SITE` for a form that did not come from one of our pages. */
  assertOwnForm(request: Request): void;
}

/** Makes the sessions of a registry; behind TLS its cookies are bound to the host. */
export function createSessions(authenticate: Authenticate, publicUrl: () => string): Sessions {
  const secure = publicUrl().startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  const sessionCookie = `${prefix}aerostack_session`;
  const visitorCookie = `${prefix}aerostack_visitor`;
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/' };
  const bound = (request: Request) => cookieOf(request, sessionCookie) ?? cookieOf(request, visitorCookie);
  const assertOwnSite = (request: Request) => {
    const site = request.get('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossSite();
    // Over plain HTTP browsers tell no site. Pages without a referrer, as ours, send `null`, which tells nothing either.
    const origin = request.get('origin');
    if (origin !== undefined && origin !== 'null' && !isOwnOrigin(origin, request, publicUrl()))
      throw crossSite();
  };
  const current = async (request: Request) => {
    const token = cookieOf(request, sessionCookie);
    if (!token) return undefined;
    try {
      const who = await authenticate(token, request);
      // A key may be allowed less, and outlives a change of the password: it stands for no person.
      return who.key.kind === 'session' ? who : undefined;
    } catch (error) {
      if (isRegistryError(error, 'UNAUTHORIZED') || isRegistryError(error, 'ACCOUNT_DISABLED'))
        return undefined;
      throw error;
    }
  };
  const holdsToken = (request: Request) => {
    const secret = bound(request);
    const token = String((request.body as Record<string, unknown> | undefined)?.csrf ?? '');
    return secret !== undefined && equal(token, tokenFor(secret));
  };
  return {
    current,
    async ofScript(request) {
      const secret = cookieOf(request, sessionCookie);
      const token = request.get(CSRF_HEADER);
      if (!secret || !token || !equal(token, tokenFor(secret))) return undefined;
      return isFromOwnScript(request, publicUrl()) ? current(request) : undefined;
    },
    isClaimed: (request) => cookieOf(request, sessionCookie) !== undefined,
    start(response, token, expiresAt) {
      response.cookie(sessionCookie, token, { ...options, expires: new Date(expiresAt) });
    },
    end(response) {
      response.clearCookie(sessionCookie, options);
    },
    csrf(request, response) {
      const known = bound(request);
      const secret = known ?? randomBytes(32).toString('base64url');
      if (!known) response.cookie(visitorCookie, secret, options);
      return tokenFor(secret);
    },
    assertOwnSite,
    holdsToken,
    assertOwnForm(request) {
      assertOwnSite(request);
      if (!holdsToken(request)) throw crossSite();
    },
  };
}

function crossSite(): RegistryError {
  return new RegistryError('CROSS_SITE', 'The form did not come from this page, or its session has ended');
}

function tokenFor(secret: string): string {
  return createHmac('sha256', secret).update('form').digest('base64url');
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
