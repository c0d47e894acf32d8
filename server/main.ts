import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { makeDataFolder } from './dataFolder.ts';
import type { WriteStep } from './git/writeSteps.ts';
import { createApp } from './http/app.ts';
import { withFastPath } from './http/fastPath.ts';
import { listen } from './http/listen.ts';
import { loadAssets } from './http/pages/assets.ts';
import { loadGuides } from './http/pages/guides.ts';
import { createRenderPreview, type RenderPreview } from './http/pages/preview.ts';
import { loadTemplates } from './http/pages/templates.ts';
import { openStores, type StoreSettings, type Threads } from './openStores.ts';
import { createCommandLine } from './services/commandLine.ts';
import { createHighlight } from './services/highlight.ts';
import { createInstallCounter } from './services/installCounter.ts';
import { createInstallManifests } from './services/installManifest.ts';
import { createSourceJobs, type RunSourceJob } from './services/sourceJobs.ts';
import type { Stores } from './services/stores.ts';
import { syncAll } from './services/syncIndex.ts';

const FORGET_EVERY_MS = 10_000;

/** A registry that answers requests. */
export interface Registry {
  /** Where it listens. */
  readonly url: string;
  /** Finishes what runs, then lets go of everything. */
  close(): Promise<void>;
}

/** What only the surroundings know. */
export interface Surroundings {
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

/** Opens the stores, recovers what a killed process left, brings the index up to date, then listens. */
export async function startRegistry(config: Config, surroundings: Surroundings): Promise<Registry> {
  const { assetsDir, hooksDir, logTo, atStep, lockTimeoutMs, threads, aroundChecks, patience } = surroundings;
  const { wrap = (listener) => listener, runSource = createSourceJobs() } = surroundings;
  const logger = pino(
    { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    logTo,
  );
  const assets = loadAssets(assetsDir);
  const guides = loadGuides(join(assetsDir, 'guides'));
  const templates = loadTemplates(surroundings.templatesDir);
  makeDataFolder(config.dataDir);
  const address = { url: urlOf(config.host, config.port) };
  const { stores, close: closeStores } = await openStores({
    ...{
      dataDir: config.dataDir,
      limits: config.limits,
      quotas: config.quotas,
      hooksDir,
      threads,
      aroundChecks,
      patience,
    },
    github: config.github,
    ...{ maxPackBytes: config.maxPushBytes, serveTimeoutMs: config.gitTimeout },
    publicUrl: () => config.publicUrl ?? address.url,
    log: ({ msg, ...event }) => logger.info(event, msg),
    ...(atStep ? { atStep } : {}),
    ...(lockTimeoutMs === undefined ? {} : { lockTimeoutMs }),
  });
  const { accounts, unfinished } = await syncAll(stores, { fresh: false });
  for (const { account, error } of unfinished)
    logger.error({ account, err: error }, 'what was taken down could not be removed from the disk yet');
  logger.info({ accounts }, 'the index agrees with git');
  const manifests = createInstallManifests(stores);
  const installs = createInstallCounter(stores, (error) =>
    logger.error({ err: error }, 'installs could not be counted'),
  );
  const { registration, trustProxy, maxPushBytes, requestTimeout } = config;
  const highlight = createHighlight(runSource, stores);
  const renderPreview = surroundings.renderPreview ?? createRenderPreview(highlight);
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
    ...{ registration, trustProxy, maxPushBytes, requestTimeout },
    readCommandLine: createCommandLine(join(assetsDir, '..')),
  });
  const answer = withFastPath(app, manifests, installs, logger);
  const forget = () => forgetSafely(stores, logger);
  // Also where nobody asks for anything: packs that are open keep on the disk what was deleted.
  const forgetting = setInterval(forget, FORGET_EVERY_MS).unref();
  const server = await listen(
    wrap((request, response) => {
      forget();
      answer(request, response);
    }),
    config,
  );
  address.url = urlOf(config.host, server.port);
  return {
    url: address.url,
    async close() {
      clearInterval(forgetting);
      await server.close();
      await installs.close();
      await closeStores();
    },
  };
}

/** An index that cannot be read is for the request itself to find out. */
function forgetSafely(stores: Stores, logger: Logger): void {
  try {
    stores.forgetTakenDown();
  } catch (error) {
    logger.error({ err: error }, 'the index cannot tell what was taken down');
  }
}

function urlOf(host: string, port: number): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
