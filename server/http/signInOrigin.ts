import type { Request } from 'express';
import { deviceName } from '../domain/deviceName.ts';
import type { SignInOrigin } from '../services/accounts.ts';
import { requestIdOf } from './requestContext.ts';

/** From where a request signs in. */
export function signInOrigin(request: Request): SignInOrigin {
  return { device: deviceName(request.get('user-agent')), requestId: requestIdOf(request) };
}
