import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { learntOf, requestIdOf } from './requestContext.ts';

/** No file, process or thread can be opened any more; which of them it was does not matter to the client. */
const NOTHING_LEFT = new Set(['EMFILE', 'ENFILE', 'ERR_WORKER_INIT_FAILED']);
const CLI_PREFIX = '/api/v1/cli/';

/** What a fault of any kind is to the client: a refusal of the table, or one opaque `INTERNAL`. */
export function toRegistryError(error: unknown): RegistryError {
  if (isRegistryError(error)) return error;
  const { type, status, code } = error as { type?: string; status?: number; code?: string };
  if (code !== undefined && NOTHING_LEFT.has(code))
    return new RegistryError('STORE_UNAVAILABLE', 'Too many files are open', {
      hint: 'Try again in a moment; the operator can allow the registry more open files.',
      ...{ cause: error, retryAfter: 5 },
    });
  if (type === 'entity.too.large')
    return new RegistryError('PAYLOAD_TOO_LARGE', 'The request is too large', { cause: error });
  if (type === 'entity.parse.failed')
    return new RegistryError('INVALID_JSON', 'The request is not valid JSON', { cause: error });
  if (type === 'request.aborted')
    return new RegistryError('REQUEST_TIMEOUT', 'The request ended early', { cause: error });
  if (status !== undefined && status >= 400 && status < 500) {
    return new RegistryError('BAD_REQUEST', 'The request cannot be read', { cause: error });
  }
  return new RegistryError('INTERNAL', 'Something went wrong on the registry', { cause: error });
}

/** Answers errors as JSON, in the shape that the path's clients know, and logs those that are the registry's own. */
export const errorAnswer: ErrorRequestHandler = (thrown, request, response, next) => {
  if (response.headersSent) return next(thrown);
  const error = noteError(thrown, request, response);
  const { code, message, hint, details } = error;
  const body = request.path.startsWith(CLI_PREFIX)
    ? { error: { code, message, hint } }
    : { error: message, code, hint, ...(details.length > 0 ? { details } : {}) };
  response
    .status(error.status)
    .type('json')
    .send(withoutKeys(JSON.stringify(body)));
};

/** Sets the headers that belong to an error and logs a fault of the registry with its cause. */
export function noteError(thrown: unknown, request: Request, response: Response): RegistryError {
  const error = toRegistryError(thrown);
  learntOf(request).code = error.code;
  if (error.status >= 500)
    request.log.error(
      { err: error.cause ?? error, code: error.code, requestId: requestIdOf(request) },
      error.message,
    );
  if (error.retryAfter !== undefined) response.set('Retry-After', String(Math.ceil(error.retryAfter)));
  response.set('Cache-Control', 'no-store');
  if (error.status === 401 && request.path.startsWith('/api/'))
    response.set('WWW-Authenticate', 'Bearer realm="registry"');
  return error;
}

/** The text of an error without the keys that somebody gave in the place of a name. */
export function withoutKeys(text: string): string {
  return text.replace(/ac_[A-Za-z0-9_-]{40,}/g, 'ac_***');
}

/** Refuses what no route took. */
export const notFound: RequestHandler = () => {
  throw new RegistryError('NOT_FOUND', 'There is nothing at this path');
};
