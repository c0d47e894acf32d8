import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { RegistryError } from '../contract/errors.ts';

/** A server that answers, and how to end it. */
export interface Listening {
  readonly port: number;
  /** From now on each answer is the last of its connection, so that a proxy keeps none that will soon be cut. */
  drain(): void;
  /** Takes no new connection, lets requests that run finish, and ends those that take longer than the grace time. */
  close(): Promise<void>;
}

/** How a server listens; times in milliseconds. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** The descriptor of a socket that listens already, instead of host and port. */
  readonly socket?: number | undefined;
  /** Of the headers. */
  readonly requestTimeout: number;
  /** Of the longest request there is, a git push. */
  readonly gitTimeout: number;
  /** That requests have to end once the server is closed. */
  readonly graceTime: number;
  /** What to do where the address is taken or not this machine's; absent, what the registry's own address is set by. */
  readonly hint?: string;
}

const HINT = 'Choose another address with --host and --port, or HOST and PORT; port 0 takes a free one.';

/**
 * Longer than the proxies in front keep a connection that is idle (nginx for 60 s): were it shorter, one of them would now and
 * then send a request just when it is closed, and answer 502.
 */
const KEEP_ALIVE = 75_000;

/** Listens; throws `INVALID_CONFIG` where the address is taken or not this machine's. */
export async function listen(
  listener: RequestListener,
  { host, port, socket, requestTimeout, gitTimeout, graceTime, hint = HINT }: ListenOptions,
): Promise<Listening> {
  const server = createServer(
    {
      requestTimeout: Math.max(requestTimeout, gitTimeout),
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: KEEP_ALIVE,
    },
    listener,
  );
  const lastAnswers = createLastAnswers(server);
  const place = socket === undefined ? `${host}:${port}` : 'the socket that was handed over';
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new RegistryError('INVALID_CONFIG', `Cannot listen on ${place}: ${cause.message}`, {
          hint,
          cause,
        }),
      ),
    );
    if (socket === undefined) server.listen(port, host, resolve);
    else server.listen({ fd: socket }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    drain: lastAnswers,
    close: () => {
      lastAnswers();
      return finish(server, graceTime);
    },
  };
}

/** Makes the function that has every answer which has not begun, and all that follow, end its connection. */
function createLastAnswers(server: Server): () => void {
  const unanswered = new Set<ServerResponse>();
  let isLast = false;
  // Before the listener: it may answer at once.
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    if (isLast) response.shouldKeepAlive = false;
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
  });
  return () => {
    isLast = true;
    for (const response of unanswered) response.shouldKeepAlive = false;
  };
}

function finish(server: Server, graceTime: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceTime);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
    // A connection whose request ends only now would otherwise be kept open for the client's next one.
    server.keepAliveTimeout = 1;
  });
}
