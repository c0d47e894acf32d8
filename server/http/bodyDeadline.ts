import type { Request, RequestHandler } from 'express';
import { RegistryError } from '../contract/errors.ts';
import { errorAnswer } from './errors.ts';

const PUSH = /^\/git\/.*\/git-receive-pack$/;

/** Refuses a body that has not come in after `milliseconds`; a git push, which may be large, has a limit of its own. */
export function bodyDeadline(milliseconds: number): RequestHandler {
  return (request, response, next) => {
    if (!hasBody(request) || PUSH.test(request.path)) return next();
    const timer = setTimeout(() => {
      if (request.complete || response.headersSent) return;
      const late = new RegistryError('REQUEST_TIMEOUT', 'The request took too long to come in');
      response.set('Connection', 'close').once('finish', () => request.destroy());
      errorAnswer(late, request, response, () => {});
    }, milliseconds);
    timer.unref();
    response.once('close', () => clearTimeout(timer));
    next();
  };
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
