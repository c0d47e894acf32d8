/** A route that answers something else than the JSON of an endpoint. */
export interface OtherRoute {
  /** As in OpenAPI, with `{name}` parameters. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly contentTypes: readonly string[];
}

/** The routes beside the endpoints and the pages. */
export const OTHER_ROUTES: readonly OtherRoute[] = [
  {
    path: '/raw/{username}/{spec}/{path}',
    operationId: 'readRaw',
    summary: 'Read one file of an exact version, where spec is slug@version',
    contentTypes: ['text/plain', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'],
  },
  {
    path: '/functions/{username}/{spec}/archive.tar.gz',
    operationId: 'readArchive',
    summary: 'Download the files of an exact version, where spec is slug@version',
    contentTypes: ['application/gzip'],
  },
  {
    path: '/healthz',
    operationId: 'checkHealth',
    summary: 'Tell that the process answers',
    contentTypes: ['application/json'],
  },
  {
    path: '/readyz',
    operationId: 'checkReadiness',
    summary: 'Tell that the registry can do its work',
    contentTypes: ['application/json'],
  },
  {
    path: '/openapi.json',
    operationId: 'readOpenApi',
    summary: 'Read this document',
    contentTypes: ['application/json'],
  },
  {
    path: '/schema/aerostack.json',
    operationId: 'readManifestSchema',
    summary: 'Read the JSON Schema of aerostack.json',
    contentTypes: ['application/schema+json'],
  },
];
