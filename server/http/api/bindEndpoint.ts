import type { Request, RequestHandler, Response, Router } from 'express';
import * as z from 'zod';
import type { AnswerOf, Endpoint, ParamsOf } from '../../contract/endpoints.ts';
import type { Authenticated } from '../../services/authenticate.ts';
import { parseInput } from '../parseInput.ts';
import type { ReadJson } from '../readJson.ts';
import type { CallerOf } from './callerOf.ts';

/** Finds who the key of a request belongs to; throws `UNAUTHORIZED`. */
export type Authenticate = (key: string | undefined, request: Request) => Promise<Authenticated>;

/** What a handler gets: everything parsed by the endpoint's declaration; `who` only where it asks for a key. */
export interface Call<E extends Endpoint> {
  readonly params: ParamsOf<E['path']>;
  readonly query: z.output<E['query']>;
  readonly body: z.output<E['body']>;
  readonly who: Authenticated;
  readonly request: Request;
  readonly response: Response;
}

/** Adds the route of an endpoint: authenticates, parses, calls, answers. */
export type Bind = <E extends Endpoint>(endpoint: E, handle: (call: Call<E>) => Promise<AnswerOf<E>>) => void;

/** How the bodies of requests are read: those that carry a function's files, and all others, which are small. */
export interface BodyReaders {
  readonly files: ReadJson;
  readonly other: ReadJson;
}

/** Makes the function that adds routes to a router. */
export function createBind(router: Router, callerOf: CallerOf, readers: BodyReaders): Bind {
  return (endpoint, handle) => {
    const route = router[endpoint.method.toLowerCase() as 'get'].bind(router);
    route(endpoint.path, handlerOf(callerOf, readerOf(endpoint, readers), endpoint, handle));
  };
}

/** An endpoint that takes no body reads none: nobody is to make the registry parse what it then ignores. */
function readerOf({ body }: Endpoint, { files, other }: BodyReaders): ReadJson {
  if (body instanceof z.ZodUnknown) return async () => ({});
  return body instanceof z.ZodObject && 'files' in body.shape ? files : other;
}

function handlerOf<E extends Endpoint>(
  callerOf: CallerOf,
  readBody: ReadJson,
  endpoint: E,
  handle: (call: Call<E>) => Promise<AnswerOf<E>>,
): RequestHandler {
  return async (request, response) => {
    const who = endpoint.auth === 'none' ? undefined : await callerOf(request);
    const query = parseInput(endpoint.query, request.query, 'query');
    const body = parseInput(endpoint.body, await readBody(request, response), 'body');
    const params = request.params as ParamsOf<E['path']>;
    const answer = await handle({
      params,
      query,
      body,
      who: who as Authenticated,
      request,
      response,
    } as Call<E>);
    if (!response.get('Cache-Control'))
      response.set('Cache-Control', endpoint.auth === 'none' ? 'no-cache' : 'no-store');
    if (endpoint.status === 204) response.status(204).end();
    else response.status(response.statusCode === 200 ? endpoint.status : response.statusCode).json(answer);
  };
}
