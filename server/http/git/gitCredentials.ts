import type { Request } from 'express';
import { keyOf } from '../requestContext.ts';

const BASIC = /^Basic ([A-Za-z0-9+/=]{1,1000})$/i;
const KEY = /^ac_/;

/**
 * The key that git sends: as the password of basic authentication, whatever the user is called, or as the user where
 * that is all there is. The headers of the API do as well.
 */
export function gitKeyOf(request: Request): string | undefined {
  const encoded = BASIC.exec(request.get('authorization') ?? '')?.[1];
  if (encoded === undefined) return keyOf(request);
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const user = colon < 0 ? text : text.slice(0, colon);
  const password = colon < 0 ? '' : text.slice(colon + 1);
  return password || (KEY.test(user) ? user : undefined);
}
