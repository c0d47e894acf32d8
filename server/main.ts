import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Config } from './config.ts';
import { makeDataFolder } from './dataFolder.ts';
import { watched } from './domain/watch.ts';
import type { WriteStep } from './git/writeSteps.ts';
import { createApp } from './http/app.ts';
import { withFastPath } from './http/fastPath.ts';
import { listen } from './http/listen.ts';
import { listenForMetrics } from './http/metrics/listenForMetrics.ts';
import type { Metrics } from './http/metrics/metrics.ts';
import type { MetricsDoor } from './http/metrics/metricsRoute.ts';
import { loadAssets } from './http/pages/assets.ts';
import { loadGuides } from './http/pages/guides.ts';
import { createRenderPreview, type RenderPreview } from './http/pages/preview.ts';
import { loadTemplates } from './http/pages/templates.ts';
import { urlOf } from './http/urlOf.ts';
import { withForgetting } from './http/withForgetting.ts';
import { openStores, type StoreSettings, type Threads } from './openStores.ts';
import { createCommandLine } from './services/commandLine.ts';
import { createHighlight } from './services/highlight.ts';
import { createInstallCounter } from './services/installCounter.ts';
import { createInstallManifests } from './services/installManifest.ts';
import { createOperatingState, type ReadOperatingState } from './services/operatingState.ts';
import { createReadiness } from './services/readiness.ts';
import { createSourceJobs, type RunSourceJob } from './services/sourceJobs.ts';
import { syncAll } from './services/syncIndex.ts';

/** A registry that answers requests. */
export interface Registry {
  /** Where it listens. */
  readonly url: string;
  /** Where the metrics are, where they have an address of their own. */
  readonly metricsUrl: string | undefined;
  /** Goes on as before, but says that it is not ready, and ends each connection after its next answer. */
  drain(): void;
  /** Finishes what runs, then lets go of everything. */
  close(): Promise<void>;
}

/** What only the surroundings know. */
export interface Surroundings {
  /** Of this program, for the metrics. */
  readonly version?: string;
  /** The descriptor of a socket that listens already, instead of the host and port of the settings. */
  readonly socket?: number | undefined;
  /** The folder of the built files that pages refer to. */
  readonly assetsDir: string;
  /** The folder of the hooks that git runs when it receives a push. */
  readonly hooksDir: string;
  /** The folder of the templates of new functions. */
  readonly templatesDir: string;
  readonly logTo: { write(line: string): void };
  /** Called at each step of a write; tests end the process there. */
  readonly atStep?: (step: WriteStep) => void;
  /** Put around everything that answers; tests watch the answers there. */
  readonly wrap?: (listener: RequestListener) => RequestListener;
  /** Milliseconds that a write waits for an account's lock; absent, the store's own choice. */
  readonly lockTimeoutMs?: number | undefined;
  /** See {@link openStores}. */
  readonly threads?: Threads | undefined;
  /** See {@link StoreSettings}. */
  readonly aroundChecks?: StoreSettings['aroundChecks'];
  /** See {@link StoreSettings}. */
  readonly patience?: StoreSettings['patience'];
  /** Does what hostile source can make long; absent, it is done in this thread. */
  readonly runSource?: RunSourceJob | undefined;
  /** Renders READMEs that are being written; absent, it is done in this thread. */
  readonly renderPreview?: RenderPreview | undefined;
}

/**
 * Opens the stores, recovers what a killed process left, brings the index up to date, then listens. Where that fails nothing
 * of it is left running, since the process would go on without listening, and nobody would start it again.
 */
export async function startRegistry(config: Config, surroundings: Surroundings): Promise<Registry> {
  const opened: Close[] = [];
  try {
    return await openRegistry(config, surroundings, opened);
  } catch (error) {
    // Why it did not start is to be told, rather than what else went wrong by then.
    for (const close of opened.toReversed())
      await Promise.resolve()
        .then(close)
        .catch(() => {});
    throw error;
  }
}

type Close = () => void | Promise<void>;

async function openRegistry(config: Config, surroundings: Surroundings, opened: Close[]): Promise<Registry> {
  const { assetsDir, hooksDir, logTo, atStep, lockTimeoutMs, threads, aroundChecks, patience } = surroundings;
  const { wrap = (listener) => listener, version = 'unknown' } = surroundings;
  const logger = pino(
    { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    logTo,
  );
  const assets = loadAssets(assetsDir);
  const guides = loadGuides(join(assetsDir, 'guides'));
  const templates = loadTemplates(surroundings.templatesDir);
  makeDataFolder(config.dataDir);
  // Loaded only where somebody reads them.
  const metrics = config.metrics && (await import('./http/metrics/metrics.ts')).createMetrics(version);
  const watch = metrics?.watch;
  const address = { url: urlOf(config.host, config.port) };
  const { stores, close: closeStores } = await openStores({
    ...{ dataDir: config.dataDir, limits: config.limits, quotas: config.quotas, hooksDir },
    ...{ threads, aroundChecks, patience, watch },
    github: config.github,
    ...{ maxPackBytes: config.maxPushBytes, serveTimeoutMs: config.gitTimeout },
    publicUrl: () => config.publicUrl ?? address.url,
    log: ({ msg, ...event }) => logger.info(event, msg),
    ...(atStep ? { atStep } : {}),
    ...(lockTimeoutMs === undefined ? {} : { lockTimeoutMs }),
  });
  opened.push(closeStores);
  const { accounts, unfinished } = await syncAll(stores, { fresh: false });
  for (const { account, error } of unfinished)
    logger.error({ account, err: error }, 'what was taken down could not be removed from the disk yet');
  logger.info({ accounts }, 'the index agrees with git');
  const manifests = createInstallManifests(stores);
  const installs = createInstallCounter(stores, (error) =>
    logger.error({ err: error }, 'installs could not be counted'),
  );
  opened.push(installs.close);
  const { registration, trustProxy, maxPushBytes, requestTimeout, slowRequest } = config;
  const runSource = watchedSource(surroundings.runSource ?? createSourceJobs(), metrics);
  const highlight = createHighlight(runSource, stores);
  const render = surroundings.renderPreview ?? createRenderPreview(highlight);
  const renderPreview = watch ? watched(watch, 'preview', render) : render;
  const checkReadiness = createReadiness(stores);
  let isEnding = false;
  const door = metrics && metricsDoor(config, metrics, createOperatingState(stores, checkReadiness));
  const app = createApp({
    ...{
      stores,
      manifests,
      installs,
      highlight,
      runSource,
      renderPreview,
      logger,
      assets,
      guides,
      templates,
    },
    ...{ registration, trustProxy, maxPushBytes, requestTimeout, slowRequest },
    health: { checkReadiness, isEnding: () => isEnding },
    metrics,
    metricsDoor: config.metrics?.listen ? undefined : door,
    readCommandLine: createCommandLine(join(assetsDir, '..')),
  });
  const answer = withFastPath(app, manifests, installs, logger, metrics?.countRequest);
  const forgetting = withForgetting(answer, stores, logger);
  opened.push(forgetting.close);
  const metricsServer = door && (await listenForMetrics(config, door, logger));
  if (metricsServer) opened.push(metricsServer.close);
  const server = await listen(wrap(forgetting.listener), { ...config, socket: surroundings.socket });
  opened.push(server.close);
  address.url = urlOf(config.host, server.port);
  return {
    url: address.url,
    metricsUrl: metricsServer?.url,
    drain() {
      isEnding = true;
      server.drain();
    },
    async close() {
      isEnding = true;
      for (const close of opened.toReversed()) await close();
    },
  };
}

function watchedSource(runSource: RunSourceJob, metrics: Metrics | undefined): RunSourceJob {
  return metrics ? (watched(metrics.watch, 'source', runSource) as RunSourceJob) : runSource;
}

function metricsDoor(
  { metrics: settings }: Config,
  metrics: Metrics,
  readState: ReadOperatingState,
): MetricsDoor {
  return { token: settings?.token, read: async () => metrics.render(await readState()) };
}
