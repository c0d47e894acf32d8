import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** Logs one line per request: its id, method, path without query, status and time; no header, no body. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: (_request: IncomingMessage, response: ServerResponse) => {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: (request, response) =>
      `${request.method} ${pathOf(request.url)} ${response.statusCode}`,
    customErrorMessage: (request, response) =>
      `${request.method} ${pathOf(request.url)} ${response.statusCode}`,
    serializers: {
      req: ({ id, method, url, remoteAddress }) => ({ id, method, path: pathOf(url), remoteAddress }),
      res: ({ statusCode }) => ({ statusCode }),
    },
  });
}

/** A path for the log: without its query, and with whatever looks like a key taken out. */
export function pathOf(url: string | undefined): string {
  return (url ?? '').replace(/[?#].*$/s, '').replace(/ac_[A-Za-z0-9_-]{8,}/g, 'ac_***');
}
