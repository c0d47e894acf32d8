import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, type Options, rateLimit } from 'express-rate-limit';
import { RegistryError } from '../contract/errors.ts';

const MINUTE = 60_000;
const QUARTER_HOUR = 15 * MINUTE;
const BAD_LOGINS = 10;
const REGISTRATIONS = 20;

/** Counts a request against the limit of where it comes from; throws `RATE_LIMITED` beyond it. */
export type Attempt = (request: Request, response: Response) => Promise<void>;

/** The limits that all doors share. */
export interface Throttles {
  /** On passwords that are tried: ten wrong ones from an address within a quarter of an hour; right ones do not count. */
  readonly passwords: Attempt;
  /** On new accounts, each of which hashes a password: twenty from an address within a quarter of an hour. */
  readonly registrations: Attempt;
}

/** Makes the limits, with nothing counted yet. */
export function createThrottles(): Throttles {
  return {
    passwords: throttle('There were too many failed logins', {
      limit: BAD_LOGINS,
      skipSuccessfulRequests: true,
      // What was refused for another reason tried no password.
      requestWasSuccessful: (_request, { statusCode }) =>
        statusCode !== 401 && statusCode !== 429 && statusCode < 500,
    }),
    registrations: throttle('There were too many registrations', { limit: REGISTRATIONS }),
  };
}

/** A limit as a step of a route. */
export function attempting(attempt: Attempt): RequestHandler {
  return async (request, response, next) => {
    await attempt(request, response);
    next();
  };
}

function throttle(message: string, options: Partial<Options>): Attempt {
  const limit = rateLimit({
    ...options,
    windowMs: QUARTER_HOUR,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
    handler: (_request, response, next) => {
      const retryAfter = Number(response.get('Retry-After')) || QUARTER_HOUR / 1000;
      next(
        new RegistryError('RATE_LIMITED', message, { retryAfter, hint: `Try again in ${wait(retryAfter)}.` }),
      );
    },
  });
  return (request, response) =>
    new Promise((resolve, reject) => {
      const next = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      Promise.resolve(limit(request, response, next)).catch(reject);
    });
}

function wait(seconds: number): string {
  const minutes = Math.ceil((seconds * 1000) / MINUTE);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
