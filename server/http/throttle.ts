import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { RegistryError } from '../contract/errors.ts';

const WINDOW_MS = 15 * 60 * 1000;
const BAD_LOGINS = 10;

/** Refuses logins from an address after ten bad ones within a quarter of an hour; good ones do not count. */
export function throttleLogins(): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: BAD_LOGINS,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
    handler: (_request, response, next) => {
      const retryAfter = Number(response.get('Retry-After')) || WINDOW_MS / 1000;
      next(new RegistryError('RATE_LIMITED', 'There were too many failed logins', { retryAfter }));
    },
  });
}
