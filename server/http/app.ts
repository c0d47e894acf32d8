import compression from 'compression';
import express, { type Express, Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { endpoints } from '../contract/endpoints.ts';
import { authenticate as authenticateKey } from '../services/authenticate.ts';
import type { ReadCommandLine } from '../services/commandLine.ts';
import type { Highlight } from '../services/highlight.ts';
import type { InstallCounter } from '../services/installCounter.ts';
import type { InstallManifests } from '../services/installManifest.ts';
import type { RunSourceJob } from '../services/sourceJobs.ts';
import type { Stores } from '../services/stores.ts';
import { bindAccountRoutes } from './api/accountRoutes.ts';
import { type Authenticate, createBind } from './api/bindEndpoint.ts';
import { createCallerOf } from './api/callerOf.ts';
import { bindCatalogueRoutes, bindDraftRoutes } from './api/functionRoutes.ts';
import { bindInstallRoutes } from './api/installRoutes.ts';
import { bindArchiveRoute } from './archiveRoute.ts';
import { bodyDeadline } from './bodyDeadline.ts';
import { bindCommandLineRoute } from './commandLineRoute.ts';
import { errorAnswer, notFound } from './errors.ts';
import { bindGitRoutes } from './git/gitRoutes.ts';
import { bindHealthRoutes, type Health } from './healthRoutes.ts';
import { requestLog } from './logging.ts';
import { countRequests } from './metrics/countRequests.ts';
import type { Metrics } from './metrics/metrics.ts';
import { bindMetricsRoute, type MetricsDoor } from './metrics/metricsRoute.ts';
import { bindOpenApiRoute } from './openapiRoute.ts';
import { bindAssets, type PageAssets } from './pages/assets.ts';
import type { Guide } from './pages/guides.ts';
import { bindPages } from './pages/pageRoutes.ts';
import type { RenderPreview } from './pages/preview.ts';
import { createSessions } from './pages/session.ts';
import type { Templates } from './pages/templates.ts';
import { bindRawRoute } from './rawRoute.ts';
import { type BodyLimits, readJson } from './readJson.ts';
import { learntOf, refuseKeyInQuery, requestIdOf } from './requestContext.ts';
import { bindSchemaRoute } from './schemaRoute.ts';
import { attempting, createThrottles } from './throttle.ts';

/** Of a request that carries no files. */
const BODY_LIMITS: BodyLimits = { bytes: 64 * 1024, values: 1_000 };

/** What the app is made of; it listens nowhere by itself. */
export interface AppOptions {
  readonly stores: Stores;
  readonly manifests: InstallManifests;
  readonly installs: InstallCounter;
  readonly highlight: Highlight;
  readonly runSource: RunSourceJob;
  readonly renderPreview: RenderPreview;
  readonly logger: Logger;
  readonly registration: 'open' | 'closed';
  readonly trustProxy: number;
  /** Bytes. */
  readonly maxPushBytes: number;
  /** Milliseconds a client has to send a request other than a git push. */
  readonly requestTimeout: number;
  /** Milliseconds after which a request is logged as slow. */
  readonly slowRequest: number;
  readonly health: Health;
  /** Absent, nothing is counted. */
  readonly metrics?: Metrics | undefined;
  /** What `/metrics` answers here; absent, there is none. */
  readonly metricsDoor?: MetricsDoor | undefined;
  readonly assets: PageAssets;
  readonly readCommandLine: ReadCommandLine;
  /** What `/docs` shows. */
  readonly guides: readonly Guide[];
  /** What new functions start from. */
  readonly templates: Templates;
}

/** Makes the registry's HTTP application. */
export function createApp(options: AppOptions): Express {
  const { stores, manifests, installs, logger, registration, trustProxy, assets, guides } = options;
  const { highlight, runSource, renderPreview, templates, metrics } = options;
  const authenticate: Authenticate = async (key, request) => {
    const who = await authenticateKey(stores, key, requestIdOf(request));
    learntOf(request).user = who.account.username;
    return who;
  };
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy === 0 ? false : trustProxy);
  app.set('query parser', 'simple');
  app.use(requestLog(logger, options.slowRequest));
  if (metrics) app.use(countRequests(metrics));
  // The route that is asked most, by programs alone, stands before what only browsers need.
  const hot = Router({ caseSensitive: true, strict: true });
  bindInstallRoutes(hot, stores, manifests, installs);
  app.use(hot);
  app.use(bodyDeadline(options.requestTimeout));
  // What git sends is for git to read, compressed or not.
  bindGitRoutes(app, stores, authenticate, options.maxPushBytes);
  app.use(compression());
  app.use(securityHeaders(stores.publicUrl));

  const throttles = createThrottles();
  const api = Router({ caseSensitive: true, strict: true });
  api.use(refuseKeyInQuery);
  bindRawRoute(api, stores);
  bindArchiveRoute(api, stores);
  bindCommandLineRoute(api, options.readCommandLine);
  bindHealthRoutes(api, options.health);
  bindMetricsRoute(api, options.metricsDoor);
  bindSchemaRoute(api, stores);
  bindOpenApiRoute(api, stores);
  api.post(endpoints.login.path, attempting(throttles.passwords));
  api.post(endpoints.register.path, attempting(throttles.registrations));
  const readers = { files: readJson(filesLimits(stores)), other: readJson(BODY_LIMITS) };
  const sessions = createSessions(authenticate, () => stores.publicUrl);
  const bind = createBind(api, createCallerOf(authenticate, sessions), readers);
  bindDraftRoutes(bind, stores);
  bindCatalogueRoutes(bind, stores);
  bindAccountRoutes(bind, stores, registration, throttles);
  api.use(['/api', '/raw'], notFound);
  app.use(api, errorAnswer);

  bindAssets(app, assets);
  const rendering = { highlight, runSource, renderPreview, assets, guides, templates };
  bindPages(app, { stores, manifests, ...rendering, sessions, registration, throttles });
  return app;
}

function securityHeaders(publicUrl: string) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginResourcePolicy: false,
    strictTransportSecurity: publicUrl.startsWith('https:'),
  });
}

/** A file of a push may take up to six bytes of JSON for one of its own; what is no file is metadata. */
function filesLimits({ limits }: Stores): BodyLimits {
  return {
    bytes: Math.min(limits.maxTotalBytes * 6 + 64 * 1024, 128 * 1024 ** 2),
    values: limits.maxFiles * 2 + 10_000,
  };
}
