import type { Request } from 'express';
import { RegistryError } from '../contract/errors.ts';

const MAX_KEY_LENGTH = 200;

/** The id of a request, in its log lines, its answer and the audit trail. */
export function requestIdOf(request: Request): string {
  return String(request.id);
}

/** The key a request carries in `X-API-Key` or as a bearer token; throws `KEY_IN_QUERY` where it is in the URL. */
export function keyOf(request: Request): string | undefined {
  for (const value of Object.values(request.query)) {
    if (typeof value === 'string' && value.startsWith('ac_')) {
      throw new RegistryError('KEY_IN_QUERY', 'Keys are not taken from the query string');
    }
  }
  const bearer = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const key = request.get('x-api-key') || bearer;
  return key && key.length <= MAX_KEY_LENGTH ? key : key && 'too-long';
}
