import { answerBody } from '../../server/contract/answerBody.ts';
import type { CliContext } from '../context.ts';

/** How long it is worth to go on trying. */
export interface Patience {
  readonly retries: number;
  /** Milliseconds spent waiting in all: whoever asks to come back later than that is told to the user. */
  readonly wait: number;
  /** Milliseconds until an answer must have been read whole, the waiting included. */
  readonly deadline: number;
  /** Answers after which the same request may succeed. */
  readonly busy: ReadonlySet<number>;
  /** Codes of faults after which it may. */
  readonly lost: ReadonlySet<unknown>;
  /** Milliseconds spent waiting for a host with which no connection was ever made. */
  readonly unreachable: number;
}

const FIRST_WAIT = 500;
const LOST = [
  ...['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'],
  ...['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
];

/** Of a command that somebody waits for. */
export const PERSONS_PATIENCE: Patience = {
  retries: 3,
  wait: 30_000,
  deadline: 60_000,
  busy: new Set([429, 502, 503, 504]),
  lost: new Set(LOST),
  unreachable: 30_000,
};

/** Of a job: nobody waits, and what fails has to be started again by somebody. A registry may be starting anew. */
export const JOBS_PATIENCE: Patience = {
  retries: 7,
  wait: 120_000,
  deadline: 240_000,
  busy: new Set([429, 500, 502, 503, 504]),
  lost: new Set([...LOST, 'ECONNREFUSED']),
  unreachable: 25_000,
};

/** Of faults before there was a connection. */
const UNCONNECTED = new Set<unknown>([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'],
]);

const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** What came of one attempt. */
type Outcome = { readonly response: Response } | { readonly error: unknown };

/**
 * A fetch that sends a request again where that does no harm and the registry was busy (429, 502, 503, 504) or the
 * connection was lost, before or within the answer. It waits as long as `Retry-After` says, else twice as long each
 * time, and gives up sooner where nothing was ever reached; `onRetry` hears why, and the milliseconds.
 */
export function retryingFetch(
  { fetch, sleep, random, now }: Pick<CliContext, 'fetch' | 'sleep' | 'random' | 'now'>,
  onRetry: (why: string, milliseconds: number) => void,
  patience: Patience = PERSONS_PATIENCE,
): typeof fetch {
  let wasReached = false;
  return async (input, init) => {
    const repeatable = isRepeatable(init?.method ?? 'GET', String(input));
    let waited = 0;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await attemptOnce(new URL(String(input)), () => fetch(input, init));
      wasReached ||= !isUnconnected(outcome);
      const most = wasReached ? patience.wait : patience.unreachable;
      const why = repeatable && attempt < patience.retries ? reasonToRetry(outcome, patience) : undefined;
      const own = FIRST_WAIT * 2 ** attempt * (0.5 + random());
      // The last time at the end of what it is worth, since nothing says when a host comes back.
      const kept = isUnconnected(outcome) && waited < most ? Math.min(own, most - waited) : own;
      const wait = Math.round(('response' in outcome && retryAfter(outcome.response, now())) || kept);
      if (why === undefined || waited + wait > most) {
        if ('error' in outcome) throw outcome.error;
        return outcome.response;
      }
      onRetry(why, wait);
      await sleep(wait, init?.signal ?? undefined);
      waited += wait;
    }
  };
}

/** What is sent by POST and may be all the same: validations store nothing, and an upsert is the same the second time. */
const REPEATABLE_POST = /\/(?:validate|functions\/ci\/publish)$/;

function isRepeatable(method: string, url: string): boolean {
  return IDEMPOTENT.has(method) || (method === 'POST' && REPEATABLE_POST.test(new URL(url).pathname));
}

/** Reads the body as well, so that a connection lost within it counts. */
async function attemptOnce(url: URL, send: () => Promise<Response>): Promise<Outcome> {
  try {
    const response = await send();
    const { status, statusText, headers } = response;
    const body = response.body ? await answerBody(response, url) : null;
    return { response: new Response(body, { status, statusText, headers }) };
  } catch (error) {
    return { error };
  }
}

function reasonToRetry(outcome: Outcome, { busy, lost }: Patience): string | undefined {
  if ('response' in outcome) {
    const { status } = outcome.response;
    return busy.has(status) ? `answered ${status}` : undefined;
  }
  const code = codesOf(outcome.error).find((one) => lost.has(one));
  if (code === undefined) return undefined;
  return isUnconnected(outcome) ? `cannot be reached (${code})` : 'lost the connection';
}

function isUnconnected(outcome: Outcome): boolean {
  return 'error' in outcome && codesOf(outcome.error).some((code) => UNCONNECTED.has(code));
}

function codesOf(error: unknown): unknown[] {
  return [error, (error as Error).cause].map((one) => (one as { code?: unknown } | undefined)?.code);
}

/** Milliseconds; nothing where the header is absent or says neither seconds nor a date. */
function retryAfter({ headers }: Response, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
