import type { RequestHandler } from 'express';
import { ipKeyGenerator, type Options, rateLimit } from 'express-rate-limit';
import { RegistryError } from '../contract/errors.ts';

const QUARTER_HOUR = 15 * 60 * 1000;
const BAD_LOGINS = 10;
const REGISTRATIONS = 20;

/** Refuses logins from an address after ten bad ones within a quarter of an hour; good ones do not count. */
export function throttleLogins(): RequestHandler {
  return throttle('There were too many failed logins', { limit: BAD_LOGINS, skipSuccessfulRequests: true });
}

/** Refuses registrations from an address after twenty within a quarter of an hour: each hashes a password. */
export function throttleRegistrations(): RequestHandler {
  return throttle('There were too many registrations', { limit: REGISTRATIONS });
}

function throttle(message: string, options: Partial<Options>): RequestHandler {
  return rateLimit({
    ...options,
    windowMs: QUARTER_HOUR,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
    handler: (_request, response, next) => {
      const retryAfter = Number(response.get('Retry-After')) || QUARTER_HOUR / 1000;
      next(new RegistryError('RATE_LIMITED', message, { retryAfter }));
    },
  });
}
