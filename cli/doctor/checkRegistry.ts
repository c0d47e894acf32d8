import { isRegistryError } from '../../server/contract/errors.ts';
import type { CliContext } from '../context.ts';
import { patientFetch } from '../http/patientFetch.ts';
import type { Registry } from '../registryUrl.ts';
import { broken, type Check, doubtful, fine } from './check.ts';

const TIMEOUT = 15_000;
const MAX_DIFFERENCE = 60_000;

/** Whether a registry answers at the URL, and how far its clock is from this one's. */
export async function checkRegistry({ url }: Registry, context: CliContext): Promise<Check[]> {
  const started = context.now();
  let response: Response;
  let body: unknown;
  try {
    const signal = AbortSignal.timeout(context.timeout ?? TIMEOUT);
    response = await patientFetch(context, url)(`${url}/healthz`, {
      method: 'GET',
      redirect: 'manual',
      signal,
    });
    body = await response.json().catch(() => undefined);
  } catch (error) {
    if (isRegistryError(error)) return [broken('reachable', error.message, error.hint)];
    return [broken('reachable', `${url} does not answer (${reasonOf(error)})`, remedyFor(url, context))];
  }
  if (response.status !== 200 || (body as { status?: unknown } | undefined)?.status !== 'ok') {
    const what = `${url} answers ${response.status}, not as a registry does`;
    return [broken('reachable', what, 'Check that the URL is that of an Aerostack registry.')];
  }
  return [fine('reachable', `${url} answers`), ...checkClock(response, (started + context.now()) / 2)];
}

function checkClock({ headers }: Response, now: number): Check[] {
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return [];
  const seconds = Math.round(Math.abs(now - theirs) / 1000);
  if (Math.abs(now - theirs) <= MAX_DIFFERENCE) return [fine('clock', `${seconds} s from the registry's`)];
  const remedy = 'Set the clock of one of them: keys expire, and certificates hold, by the clock.';
  return [doubtful('clock', `${seconds} s from the registry's`, remedy)];
}

function remedyFor(url: string, { env }: CliContext): string {
  const proxy = env.https_proxy || env.HTTPS_PROXY || env.http_proxy || env.HTTP_PROXY;
  if (proxy)
    return 'Check the URL, that the registry is up, and the proxy; NO_PROXY names hosts to reach without it.';
  const authority = url.startsWith('https:')
    ? '; NODE_EXTRA_CA_CERTS names a file of further authorities'
    : '';
  return `Check the URL and that the registry is up${authority}.`;
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return 'no answer in time';
  return cause?.code ?? cause?.message ?? message;
}
