import type { Request, RequestHandler } from 'express';
import { learntOf } from '../requestContext.ts';
import { routeOf } from '../routeOf.ts';
import type { Metrics } from './metrics.ts';

/** Counts every request that reaches the application, and why it was refused where it was. */
export function countRequests({ countRequest, countRefusal }: Metrics): RequestHandler {
  return (request: Request, response, next) => {
    countRequest(request, response, () => routeOf(request));
    response.once('close', () => {
      const { code } = learntOf(request);
      if (code !== undefined) countRefusal(code);
    });
    next();
  };
}
