import { answerBody } from './answerBody.ts';
import { type AnswerOf, type CallOf, type Endpoint, type EndpointName, endpoints } from './endpoints.ts';
import { ERRORS, type ErrorCode, type ErrorDetail, isRegistryError, RegistryError } from './errors.ts';

/** Where requests go and how; `key` is sent to the origin of `baseUrl` only, whatever redirects say. */
export interface ClientOptions {
  baseUrl: string;
  key?: string | undefined;
  /** Milliseconds until an answer must have been read whole. */
  timeout?: number;
  headers?: Record<string, string>;
  fetch?: typeof fetch;
}

const MAX_REDIRECTS = 5;
const DEFAULT_TIMEOUT = 60_000;
const MAX_MESSAGE = 2_000;
const MAX_DETAILS = 1_000;

type Arguments<E extends Endpoint> = Partial<CallOf<E>> & { headers?: Record<string, string> };

/** Calls endpoints by name with typed arguments; refusals and faults arrive as {@link RegistryError}. */
export type Client = {
  [Name in EndpointName]: (
    call?: Arguments<(typeof endpoints)[Name]>,
  ) => Promise<AnswerOf<(typeof endpoints)[Name]>>;
} & {
  /** The bytes behind a path of the registry. */
  download(path: string): Promise<Uint8Array>;
};

/** Makes the client of a registry from the declarations of its endpoints. */
export function createClient(options: ClientOptions): Client {
  const calls = Object.entries(endpoints).map(([name, endpoint]) => [
    name,
    (call: Arguments<Endpoint> = {}) => callEndpoint(options, endpoint, call),
  ]);
  return { ...Object.fromEntries(calls), download: (path: string) => download(options, path) } as Client;
}

async function callEndpoint(
  options: ClientOptions,
  endpoint: Endpoint,
  call: Arguments<Endpoint>,
): Promise<unknown> {
  const url = new URL(
    fillPath(endpoint.path, (call.params ?? {}) as Record<string, string>),
    withSlash(options.baseUrl),
  );
  for (const [key, value] of Object.entries((call.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== '') url.searchParams.set(key, String(value));
  }
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const response = await send(options, url, {
    method: endpoint.method,
    ...(body === undefined ? {} : { body }),
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
  });
  if (endpoint.status === 204) return undefined;
  const parsed = endpoint.answer.safeParse(await jsonOf(response, url));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0];
  throw new RegistryError(
    'BAD_ANSWER',
    `${url.origin} sent an answer that does not fit: ${field?.path.join('.')}: ${field?.message}`,
  );
}

async function download(options: ClientOptions, path: string): Promise<Uint8Array> {
  const url = new URL(path.replace(/^\//, ''), withSlash(options.baseUrl));
  const response = await send(options, url, { method: 'GET' });
  return read(url, () => answerBody(response, url));
}

async function send(options: ClientOptions, first: URL, init: RequestInit): Promise<Response> {
  const home = new URL(options.baseUrl).origin;
  const signal = AbortSignal.timeout(options.timeout ?? DEFAULT_TIMEOUT);
  let url = first;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const key: Record<string, string> =
      options.key && url.origin === home ? { 'x-api-key': options.key } : {};
    const headers = { ...options.headers, ...(init.headers as Record<string, string>), ...key };
    const target = url;
    const response = await read(target, () =>
      (options.fetch ?? fetch)(target, { ...init, headers, signal, redirect: 'manual' }),
    );
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location)
      return response.ok ? response : refuse(response, url);
    const next = redirected(url, location);
    if (init.method !== 'GET') {
      throw new RegistryError('BAD_ANSWER', `${url.origin} redirects this request to ${next.origin}`, {
        hint: `If that is the registry, use it directly: --registry ${next.origin}`,
      });
    }
    url = next;
  }
  throw new RegistryError('BAD_ANSWER', `${first.origin} redirects in a circle`);
}

async function refuse(response: Response, url: URL): Promise<never> {
  const body = await jsonOf(response, url).catch(() => undefined);
  const outer = fieldsOf(body);
  const inner = fieldsOf(outer.error);
  const code = textOf(outer.code) ?? textOf(inner.code) ?? '';
  const message = textOf(outer.error) ?? textOf(inner.message);
  const hint = textOf(outer.hint);
  const known = Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : undefined;
  const retryAfter = Number(response.headers.get('retry-after')) || undefined;
  throw new RegistryError(
    known ?? codeOfStatus(response.status),
    message ?? `${url.origin} answered ${response.status}`,
    {
      // What answers without a code is some other server.
      ...(hint !== undefined ? { hint } : known ? {} : { hint: ERRORS.BAD_ANSWER.hint }),
      ...(Array.isArray(outer.details) ? { details: detailsOf(outer.details) } : {}),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    },
  );
}

/** What of a refusal's details has the form it should have; a hostile registry may send anything. */
function detailsOf(sent: readonly unknown[]): ErrorDetail[] {
  return sent.slice(0, MAX_DETAILS).flatMap((one) => {
    const { path, line, column, code, message } = fieldsOf(one);
    if (typeof message !== 'string') return [];
    return [
      {
        message: message.slice(0, MAX_MESSAGE),
        ...(typeof path === 'string' ? { path: path.slice(0, MAX_MESSAGE) } : {}),
        ...(typeof line === 'number' ? { line } : {}),
        ...(typeof column === 'number' ? { column } : {}),
        ...(typeof code === 'string' ? { code: code.slice(0, MAX_MESSAGE) } : {}),
      },
    ];
  });
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, MAX_MESSAGE) : undefined;
}

/** Where a redirect leads: never to another kind of URL, nor from a connection that is protected to one that is not. */
function redirected(from: URL, location: string): URL {
  const next = URL.canParse(location, from) ? new URL(location, from) : undefined;
  const isHttp = next && /^https?:$/.test(next.protocol);
  if (isHttp && (from.protocol === 'http:' || next.protocol === 'https:')) return next;
  throw new RegistryError('BAD_ANSWER', `${from.origin} redirects to where nothing is read from`, {
    hint: 'If the registry has moved, name its URL: --registry <url>.',
  });
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'UNAUTHORIZED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 413) return 'PAYLOAD_TOO_LARGE';
  if (status === 429) return 'RATE_LIMITED';
  return 'BAD_ANSWER';
}

async function jsonOf(response: Response, url: URL): Promise<unknown> {
  const bytes = await read(url, () => answerBody(response, url));
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new RegistryError('BAD_ANSWER', `${url.origin} did not answer with JSON`, { cause });
  }
}

async function read<T>(url: URL, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    if (isRegistryError(cause)) throw cause;
    const timedOut = (cause as Error).name === 'TimeoutError';
    const why = timedOut ? 'did not answer in time' : `cannot be reached (${reasonOf(cause)})`;
    throw new RegistryError('NETWORK', `${url.origin} ${why}`, { cause });
  }
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? (error as Error).message;
}

function fillPath(path: string, params: Record<string, string>): string {
  return path
    .replace(/^\//, '')
    .replace(/:([a-z]+)/gi, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
