import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RegistryError } from '../contract/errors.ts';

/** A server that answers, and how to end it. */
export interface Listening {
  readonly port: number;
  /** Takes no new connection, lets requests that run finish, and ends those that take longer than the grace time. */
  close(): Promise<void>;
}

/** How a server listens; times in milliseconds. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Of the headers. */
  readonly requestTimeout: number;
  /** Of the longest request there is, a git push. */
  readonly gitTimeout: number;
}

const GRACE = 10_000;

/** Listens; throws `INVALID_CONFIG` where the address is taken or not this machine's. */
export async function listen(
  listener: RequestListener,
  { host, port, requestTimeout, gitTimeout }: ListenOptions,
): Promise<Listening> {
  const server = createServer(
    {
      requestTimeout: Math.max(requestTimeout, gitTimeout),
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: 1_000,
    },
    listener,
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new RegistryError('INVALID_CONFIG', `Cannot listen on ${host}:${port}: ${cause.message}`, {
          hint: 'Choose another address with --host and --port, or HOST and PORT; port 0 takes a free one.',
          cause,
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => drain(server) };
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
    // A connection whose request ends only now would otherwise be kept open for the client's next one.
    server.keepAliveTimeout = 1;
  });
}
