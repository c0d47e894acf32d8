import * as z from 'zod';
import { RegistryError } from './contract/errors.ts';
import { DEFAULT_LIMITS, type Limits } from './domain/limits.ts';
import type { Quotas } from './domain/quotas.ts';
import type { GithubSettings } from './services/githubDownloads.ts';

/** Everything an operator can set. */
export interface Config {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly dataDir: string;
  /** An origin, without a slash at the end; absent, it is made from the address the server listens at. */
  readonly publicUrl: string | undefined;
  readonly registration: 'open' | 'closed';
  /** How many reverse proxies to believe when they tell a client's address. */
  readonly trustProxy: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly limits: Limits;
  /** What one account may have, where the operator has not said another of it. */
  readonly quotas: Quotas;
  /** Milliseconds a client has to send a request; a git push has {@link gitTimeout}. */
  readonly requestTimeout: number;
  /** The largest pack that a git push may send, in bytes. */
  readonly maxPushBytes: number;
  /** How imports reach GitHub. */
  readonly github: GithubSettings;
  /** Milliseconds that serving one git client may take. */
  readonly gitTimeout: number;
  /** Where `/metrics` is, and what whoever asks for it must know; absent, there is none. */
  readonly metrics: MetricsSettings | undefined;
  /** Milliseconds after which a request is logged as slow. */
  readonly slowRequest: number;
  /** Milliseconds that requests are still taken after SIGTERM, so that proxies notice. */
  readonly drainTime: number;
  /** Milliseconds that requests which run have after that to end. */
  readonly graceTime: number;
}

/** How `/metrics` is reached. */
export interface MetricsSettings {
  /** An address of its own; absent, the registry's. */
  readonly listen: { readonly host: string; readonly port: number } | undefined;
  /** What is sent as a bearer token; absent, nothing need be. */
  readonly token: string | undefined;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));

const whole = (least: number, most: number, fallback: number) => wholeNumber(least, most).default(fallback);

const quota = (most: number) => whole(0, most, Number.POSITIVE_INFINITY);

const settings = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(0, 65_535, 4545),
  DATA_DIR: z.string().min(1).default('./data'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL', abort: true })
    // Pages and answers link from the root, so that a path would lead nowhere.
    .refine(
      (url) => new URL(url).href === `${new URL(url).origin}/`,
      'must be a host and port alone, without a path',
    )
    .transform((url) => new URL(url).origin)
    .optional(),
  REGISTRATION: z.enum(['open', 'closed'], 'must be open or closed').default('closed'),
  TRUST_PROXY: whole(0, 10, 0),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  MAX_FILES: whole(1, 10_000, DEFAULT_LIMITS.maxFiles),
  MAX_FILE_BYTES: whole(1024, 64 * 1024 ** 2, DEFAULT_LIMITS.maxFileBytes),
  MAX_TOTAL_BYTES: whole(1024, 64 * 1024 ** 2, DEFAULT_LIMITS.maxTotalBytes),
  ACCOUNT_DRAFTS: quota(1_000_000),
  ACCOUNT_FUNCTIONS: quota(1_000_000),
  ACCOUNT_BYTES: quota(2 ** 50),
  REQUEST_TIMEOUT_MS: whole(100, 3_600_000, 30_000),
  MAX_PUSH_BYTES: whole(1024 ** 2, 2 * 1024 ** 3 - 1, 64 * 1024 ** 2),
  GITHUB_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://api.github.com'),
  GITHUB_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{1,500}$/, 'must be a token')
    .optional(),
  IMPORT_HOSTS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().regex(/^[a-z0-9.-]+(?::\d{1,5})?$/, 'must be hosts, separated by commas')))
    .default([]),
  GIT_TIMEOUT_MS: whole(1_000, 86_400_000, 600_000),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,500}$/, 'must be 16 characters or more, without spaces')
    .optional(),
  SLOW_REQUEST_MS: whole(1, 3_600_000, 2_000),
  DRAIN_MS: whole(0, 600_000, 0),
  GRACE_MS: whole(0, 3_600_000, 10_000),
});

/** What the command line may set; it goes before the environment. */
export type ConfigFlags = { host?: string | undefined; port?: string | undefined; data?: string | undefined };

/** Reads the settings; throws one `INVALID_CONFIG` with a detail for every one that is wrong. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>, flags: ConfigFlags): Config {
  const stated = {
    ...env,
    HOST: flags.host ?? env.HOST,
    PORT: flags.port ?? env.PORT,
    DATA_DIR: flags.data ?? env.DATA_DIR,
  };
  const result = settings.safeParse(
    Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== '')),
  );
  if (!result.success) {
    const details = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    throw new RegistryError(
      'INVALID_CONFIG',
      `${details.length === 1 ? 'A setting is' : 'Settings are'} not valid`,
      { details },
    );
  }
  const { data } = result;
  return {
    host: data.HOST,
    port: data.PORT,
    dataDir: data.DATA_DIR,
    publicUrl: data.PUBLIC_URL,
    registration: data.REGISTRATION,
    trustProxy: data.TRUST_PROXY,
    logLevel: data.LOG_LEVEL,
    limits: {
      maxFiles: data.MAX_FILES,
      maxFileBytes: data.MAX_FILE_BYTES,
      maxTotalBytes: data.MAX_TOTAL_BYTES,
    },
    quotas: {
      drafts: data.ACCOUNT_DRAFTS,
      functions: data.ACCOUNT_FUNCTIONS,
      bytes: data.ACCOUNT_BYTES,
    },
    requestTimeout: data.REQUEST_TIMEOUT_MS,
    maxPushBytes: data.MAX_PUSH_BYTES,
    gitTimeout: data.GIT_TIMEOUT_MS,
    metrics: metricsOf(data),
    slowRequest: data.SLOW_REQUEST_MS,
    drainTime: data.DRAIN_MS,
    graceTime: data.GRACE_MS,
    github: { apiUrl: data.GITHUB_API_URL, token: data.GITHUB_TOKEN, allowedHosts: data.IMPORT_HOSTS },
  };
}

function metricsOf({
  METRICS_HOST: host,
  METRICS_PORT: port,
  METRICS_TOKEN: token,
}: z.output<typeof settings>): MetricsSettings | undefined {
  if (port === undefined && token === undefined) return undefined;
  return { listen: port === undefined ? undefined : { host, port }, token };
}
