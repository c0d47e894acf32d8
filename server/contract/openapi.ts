import * as z from 'zod';
import { type Endpoint, endpoints } from './endpoints.ts';
import { ERRORS } from './errors.ts';
import { OTHER_ROUTES, type OtherRoute } from './otherRoutes.ts';

type Json = Record<string, unknown>;

/** An operation as far as the reference page reads it. */
export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly Json[];
  readonly 'x-scope'?: string;
  readonly parameters: readonly { name: string; in: 'path' | 'query'; schema: Json }[];
  readonly requestBody?: { content: { 'application/json'?: { schema: Json } } };
  readonly responses: Readonly<Record<string, Json>>;
}

/** An OpenAPI 3.1 document; operations by path and lower-case method. */
export interface OpenApiDocument extends Json {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
}

const CLI_PREFIX = '/api/v1/cli/';
const GIT_PREFIX = '/git/';

/** The OpenAPI 3.1 document of every route but the pages, made from their declarations. */
export function openApiDocument(publicUrl: string): OpenApiDocument {
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = endpoint.path.replace(/:([a-z]+)/gi, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) };
  }
  for (const route of OTHER_ROUTES)
    paths[route.path] = { ...paths[route.path], [route.method ?? 'get']: otherOperation(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Aerostack function registry',
      version: '1',
      description:
        'Fields of requests that are "" or null count as absent; keys that are not listed are ignored.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
        basic: { type: 'http', scheme: 'basic', description: 'For git: the key is the password.' },
      },
      responses: refusals(),
    },
  };
}

function operation(name: string, endpoint: Endpoint): OpenApiOperation {
  const hasBody = endpoint.body instanceof z.ZodObject;
  return {
    operationId: name,
    summary: endpoint.summary,
    ...(endpoint.auth === 'none' ? { security: [{}] } : { security: [{ key: [] }, { bearer: [] }] }),
    ...(endpoint.auth === 'none' || endpoint.auth === 'account' ? {} : { 'x-scope': endpoint.auth }),
    parameters: [...pathParameters(endpoint.path), ...queryParameters(endpoint.query)],
    ...(hasBody ? { requestBody: { content: json(requestSchema(endpoint.body)) } } : {}),
    responses: { ...successes(endpoint), default: refusal(endpoint.path) },
  };
}

function pathParameters(path: string): OpenApiOperation['parameters'] {
  return [...path.matchAll(/[:{]([a-z]+)/gi)].map(([, name]) => ({
    name: name!,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType): OpenApiOperation['parameters'] {
  const { properties = {} } = schemaOf(query) as { properties?: Record<string, Json> };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function successes({ status, otherStatus, answer }: Endpoint): Record<string, Json> {
  const content = status === 204 ? {} : { content: json(schemaOf(answer)) };
  return Object.fromEntries(
    [status, otherStatus ?? status].map((code) => [code, { description: DESCRIPTIONS[code], ...content }]),
  );
}

function otherOperation(route: OtherRoute): OpenApiOperation {
  const { path, operationId, summary, contentTypes, query = {}, requestType, auth } = route;
  const content = Object.fromEntries(contentTypes.map((type) => [type, {}]));
  const responses = { 200: { description: DESCRIPTIONS[200], content }, default: refusal(path) };
  const queries = Object.entries(query).map(([name, values]) => ({
    ...{ name, in: 'query' as const, required: true },
    schema: { type: 'string', enum: values },
  }));
  return {
    operationId,
    summary,
    security: SECURITY[auth ?? 'none'],
    parameters: [...pathParameters(path), ...queries],
    ...(requestType === undefined ? {} : { requestBody: { content: { [requestType]: {} } } }),
    responses,
  };
}

/** Every refusal has the same shape, but for where clients expect another; the codes of each status are in the description. */
function refusal(path: string): Json {
  const special = path.startsWith(CLI_PREFIX) ? 'Cli' : path.startsWith(GIT_PREFIX) ? 'Git' : '';
  return { $ref: `#/components/responses/${special}Error` };
}

function refusals(): Json {
  const byStatus = rowsByStatus();
  const lines = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, rows]) => `${status}: ${rows.join(', ')}`);
  const description = `A refusal. Codes by status:\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
  return {
    Error: { description, content: json(ERROR) },
    CliError: { description, content: json(CLI_ERROR) },
    GitError: { description, content: { 'text/plain': {} } },
  };
}

/** The rows of the error table that a server can answer with, by status. */
function rowsByStatus(): Map<number, string[]> {
  const rows = new Map<number, string[]>();
  for (const [code, { status }] of Object.entries(ERRORS))
    rows.set(status, [...(rows.get(status) ?? []), code]);
  return rows;
}

function json(schema: Json) {
  return { 'application/json': { schema } };
}

function schemaOf(type: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: 'output', unrepresentable: 'any' });
  return schema;
}

/** Unlike an answer, a request may hold keys that are not listed. */
function requestSchema(type: z.ZodType): Json {
  const { additionalProperties: _, ...schema } = schemaOf(type);
  return schema;
}

const SECURITY = {
  none: [{}],
  basic: [{ basic: [] }],
  basicToPush: [{}, { basic: [] }],
  bearer: [{ bearer: [] }],
};

const DESCRIPTIONS: Record<number, string> = { 200: 'Done.', 201: 'Created.', 204: 'Done; no body.' };

const CODE: Json = { type: 'string', enum: Object.keys(ERRORS) };

const ERROR: Json = {
  type: 'object',
  required: ['error', 'code', 'hint'],
  properties: {
    error: { type: 'string', description: 'One sentence that names what is wrong.' },
    code: CODE,
    hint: { type: 'string', description: 'What to do.' },
    details: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message'],
        properties: {
          path: { type: 'string' },
          line: { type: 'integer' },
          column: { type: 'integer' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
};

const CLI_ERROR: Json = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: { code: CODE, message: { type: 'string' }, hint: { type: 'string' } },
    },
  },
};
