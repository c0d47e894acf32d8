import type { Request, RequestHandler } from 'express';
import { type ErrorCode, RegistryError } from '../contract/errors.ts';

const MAX_KEY_LENGTH = 200;
const KEY = /^ac_[A-Za-z0-9_-]{20}/;
const KEY_NAME = /^(?:x-)?(?:api[_-]?)?key$|^(?:access[_-]?)?token$/i;

/** What is learnt of a request on the way to its answer, for its line in the log and for the metrics. */
export interface Learnt {
  /** Who sent it, once that is known. */
  user?: string;
  /** Why it was refused, or has failed. */
  code?: ErrorCode;
}

/** Where what is learnt of a request is noted. */
export function learntOf(request: Request): Learnt {
  return request.res!.locals;
}

/** The id of a request, in its log lines, its answer and the audit trail. */
export function requestIdOf(request: Request): string {
  return String(request.id);
}

/** Throws `KEY_IN_QUERY` where a URL carries what is, or is named like, a key: URLs end up in logs and histories. */
export const refuseKeyInQuery: RequestHandler = (request, _response, next) => {
  for (const [name, values] of Object.entries(request.query)) {
    const found = [values]
      .flat()
      .some((value) => value !== '' && (KEY_NAME.test(name) || KEY.test(String(value))));
    if (found) throw new RegistryError('KEY_IN_QUERY', 'Keys are not taken from the query string');
  }
  next();
};

/** The key a request carries in `X-API-Key` or as a bearer token. */
export function keyOf(request: Request): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const key = request.get('x-api-key') || bearer;
  return key && key.length <= MAX_KEY_LENGTH ? key : key && 'too-long';
}
