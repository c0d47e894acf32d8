import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { GitPurpose, WaitedFor, Watch } from '../../domain/watch.ts';
import type { OperatingState } from '../../services/operatingState.ts';
import { createStateGauges } from './stateGauges.ts';

/** Tells the metrics that a request has come in; `routeOf` is asked for its template once it is answered. */
export type CountRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  routeOf: () => string,
) => void;

/** What is counted, and its text for Prometheus. */
export interface Metrics {
  readonly watch: Watch;
  readonly countRequest: CountRequest;
  /** A request was refused, or has failed, with this code. */
  countRefusal(code: string): void;
  /** Everything counted so far, and the state as it is now. */
  render(state: OperatingState): Promise<{ readonly type: string; readonly body: string }>;
}

/** In seconds: answers from memory take less than the first, clones and pushes up to the last and more. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Makes the metrics of one process, with nothing counted yet. */
export function createMetrics(version: string): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const inFlight = new Gauge({
    name: 'aerostack_http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers,
  });
  const requests = new Counter({
    name: 'aerostack_http_requests_total',
    help: 'Requests answered, by the template of their route; status 0 where the client went away first.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'aerostack_http_request_duration_seconds',
    help: 'From the head of a request to the end of its answer.',
    labelNames: ['method', 'route'],
    buckets: SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: 'aerostack_refusals_total',
    help: 'Requests that were refused or have failed, by the code of the error.',
    labelNames: ['code'],
    registers,
  });
  const countRequest: CountRequest = (request, response, routeOf) => {
    const start = performance.now();
    inFlight.inc();
    response.once('close', () => {
      inFlight.dec();
      const method = METHODS.has(request.method ?? '') ? request.method! : 'other';
      const route = routeOf();
      requests.inc({ method, route, status: response.writableFinished ? response.statusCode : 0 });
      durations.observe({ method, route }, (performance.now() - start) / 1000);
    });
  };
  const gauges = createStateGauges(registers, version);
  return {
    watch: createWatch(registers),
    countRequest,
    countRefusal: (code) => refusals.inc({ code }),
    async render(state) {
      gauges(state);
      return { type: register.contentType, body: await register.metrics() };
    },
  };
}

function createWatch(registers: Registry[]): Watch {
  const running = new Gauge({
    name: 'aerostack_git_processes',
    help: 'Processes of git that run, by what for.',
    labelNames: ['purpose'],
    registers,
  });
  const started = new Counter({
    name: 'aerostack_git_processes_started_total',
    help: 'Processes of git that were started, by what for.',
    labelNames: ['purpose'],
    registers,
  });
  const waiting = new Gauge({
    name: 'aerostack_waiting',
    help: 'How many wait, by what for.',
    labelNames: ['for'],
    registers,
  });
  const waits = new Histogram({
    name: 'aerostack_wait_seconds',
    help: 'How long was waited, by what for.',
    labelNames: ['for'],
    buckets: SECONDS,
    registers,
  });
  const actions = new Counter({
    name: 'aerostack_actions_total',
    help: 'What this process has recorded in the audit trail, by action.',
    labelNames: ['action'],
    registers,
  });
  // What has not happened yet is told as zero: an alarm on something that is missing does not go off.
  for (const purpose of ['read', 'write', 'serve'] satisfies GitPurpose[]) running.set({ purpose }, 0);
  for (const what of ['account lock', 'code check', 'source', 'preview'] satisfies WaitedFor[])
    waiting.set({ for: what }, 0);
  return {
    gitStarted(purpose) {
      running.inc({ purpose });
      started.inc({ purpose });
      return () => running.dec({ purpose });
    },
    waits(what) {
      waiting.inc({ for: what });
      const end = waits.startTimer({ for: what });
      return () => {
        end();
        waiting.dec({ for: what });
      };
    },
    done: (action) => actions.inc({ action }),
  };
}
