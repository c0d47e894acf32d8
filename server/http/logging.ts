import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';
import type { Logger } from 'pino';
import { pinoHttp, startTime } from 'pino-http';
import { learntOf } from './requestContext.ts';
import { routeOf } from './routeOf.ts';

/** What asks again and again: it is not worth a line each time. */
const PROBES: ReadonlySet<string | undefined> = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Logs one line per request: its id, method, path without query, status and time, the template of its route, who sent it
 * where that is known, and the code where it was refused; no header, no body. One that took `slowAfter` milliseconds or
 * longer is a warning, and says so.
 */
export function requestLog(logger: Logger, slowAfter: number) {
  const isSlow = (response: ServerResponse) => Date.now() - response[startTime] >= slowAfter;
  const message = (request: IncomingMessage, response: ServerResponse) =>
    `${request.method} ${pathOf((request as Request).originalUrl)} ${response.writableFinished ? response.statusCode : 'cut off'}`;
  const more = (request: IncomingMessage, response: ServerResponse, value: object) => {
    const { user, code } = learntOf(request as Request);
    const slow = isSlow(response) ? { slow: true } : {};
    return { ...value, route: routeOf(request as Request), user, code, ...slow };
  };
  return pinoHttp({
    logger,
    genReqId: (_request: IncomingMessage, response: ServerResponse) => {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (request, response, error) => {
      // What is at fault where /readyz says no has lines of its own.
      if (!error && PROBES.has(pathOf(request.url))) return isSlow(response) ? 'warn' : 'debug';
      if (error || response.statusCode >= 500) return 'error';
      return isSlow(response) ? 'warn' : 'info';
    },
    customSuccessMessage: message,
    customErrorMessage: message,
    customSuccessObject: (request, response, value) => more(request, response, value),
    // What went wrong has a line of its own, with its cause; here the driver would make up an error of the status.
    customErrorObject: (request, response, _error, { err: _, ...value }) => more(request, response, value),
    serializers: {
      req: ({ id, method, url, raw }) => ({
        id,
        method,
        path: pathOf(url),
        remoteAddress: (raw as Request).ip,
      }),
      res: ({ statusCode }) => ({ statusCode }),
    },
  });
}

/** A path for the log: without its query, and with whatever looks like a key taken out. */
export function pathOf(url: string | undefined): string {
  return (url ?? '').replace(/[?#].*$/s, '').replace(/ac_[A-Za-z0-9_-]{8,}/g, 'ac_***');
}
