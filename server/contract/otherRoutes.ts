import { GIT_ROUTES } from './gitRoutes.ts';

/** A route that answers something else than the JSON of an endpoint. */
export interface OtherRoute {
  /** As in OpenAPI, with `{name}` parameters. */
  readonly path: string;
  /** Absent, `get`. */
  readonly method?: 'post';
  /** Parameters of the query string that must be there, with the values they may have. */
  readonly query?: Readonly<Record<string, readonly string[]>>;
  /** The content type of the request's body, where there is one. */
  readonly requestType?: string;
  /** Whether a key is asked for, as the password of basic authentication, or a token that is no key; absent, never. */
  readonly auth?: 'basic' | 'basicToPush' | 'bearer';
  readonly operationId: string;
  readonly summary: string;
  readonly contentTypes: readonly string[];
}

/** The routes beside the endpoints and the pages. */
export const OTHER_ROUTES: readonly OtherRoute[] = [
  ...GIT_ROUTES,
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
    path: '/aerostack.tgz',
    operationId: 'downloadCommandLine',
    summary: 'Download the command line of this version as an npm package',
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
    path: '/metrics',
    auth: 'bearer',
    operationId: 'readMetrics',
    summary: 'Read the metrics for Prometheus, where the operator has set a token for them',
    contentTypes: ['text/plain'],
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
  {
    path: '/feed.atom',
    operationId: 'readFeed',
    summary: 'Read the Atom feed of new versions of all functions',
    contentTypes: ['application/atom+xml'],
  },
  {
    path: '/users/{username}/feed.atom',
    operationId: 'readAuthorFeed',
    summary: 'Read the Atom feed of new versions by an author',
    contentTypes: ['application/atom+xml'],
  },
  {
    path: '/functions/{username}/{slug}/feed.atom',
    operationId: 'readFunctionFeed',
    summary: 'Read the Atom feed of new versions of a function',
    contentTypes: ['application/atom+xml'],
  },
  {
    path: '/badge/{username}/{slug}.svg',
    operationId: 'readBadge',
    summary: 'Read an image that tells the newest version of a function',
    contentTypes: ['image/svg+xml'],
  },
  {
    path: '/sitemap.xml',
    operationId: 'readSitemap',
    summary: 'Read the addresses of all pages that search engines may know',
    contentTypes: ['application/xml'],
  },
  {
    path: '/robots.txt',
    operationId: 'readRobots',
    summary: 'Read what search engines need not look at',
    contentTypes: ['text/plain'],
  },
];
