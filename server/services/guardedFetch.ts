import { type LookupAddress, lookup } from 'node:dns';
import { isIP } from 'node:net';
import type { Agent as UndiciAgent } from 'undici';
import { answerBody } from '../contract/answerBody.ts';
import { RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';
import { isPublicAddress } from '../domain/publicAddress.ts';

const MAX_REDIRECTS = 5;
/** Milliseconds until an answer must have been read whole. */
const DEADLINE = 60_000;

/**
 * A fetch for what others name: it asks public addresses only, looked at when it connects, so that no name can lead
 * elsewhere the second time; each redirect is looked at like the first request. `allowed` are hosts, with their port
 * where it is not the usual one, that the operator vouches for. Throws `ADDRESS_REFUSED`; answers are read whole.
 */
export function createGuardedFetch(allowed: ReadonlySet<string>): typeof fetch {
  return async (input, init = {}) => {
    const { Agent, fetch: send } = await import('undici');
    const guarded = new Agent({ connect: { lookup: publicLookup } as UndiciAgent.Options['connect'] });
    const open = new Agent();
    const signal = AbortSignal.timeout(DEADLINE);
    try {
      const headers = new Headers(init.headers);
      let url = new URL(String(input));
      for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
        const isAllowed = allowed.has(url.host);
        if (!isAllowed) assertPublic(url);
        const response = await send(url, {
          ...{
            method: init.method ?? 'GET',
            headers: Object.fromEntries(headers),
            redirect: 'manual',
            signal,
          },
          dispatcher: isAllowed ? open : guarded,
        });
        const location = response.headers.get('location');
        if (response.status < 300 || response.status >= 400 || !location)
          return await wholeAnswer(response as unknown as Response, url);
        await response.body?.cancel();
        const next = new URL(location, url);
        // What is for one host is not for the next.
        if (next.origin !== url.origin) headers.delete('authorization');
        url = next;
      }
      throw new RegistryError('BAD_ANSWER', `${url.host} redirects in a circle`);
    } finally {
      await Promise.all([guarded.destroy(), open.destroy()]);
    }
  };
}

async function wholeAnswer(response: Response, url: URL): Promise<Response> {
  const { status, statusText, headers } = response;
  const body = status === 204 || status === 304 ? null : await answerBody(response, url);
  const whole = new Response(body, { status, statusText, headers: [...headers] as [string, string][] });
  Object.defineProperty(whole, 'url', { value: url.href });
  return whole;
}

/** An address that stands in the URL itself is never looked up. */
function assertPublic(url: URL): void {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  if (!/^https?:$/.test(url.protocol) || (isIP(name) !== 0 && !isPublicAddress(name)))
    throw refused(url.host);
}

type Looked = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

function publicLookup(hostname: string, options: { all?: boolean }, done: Looked): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
      return done(refused(hostname), []);
    if (options.all) return done(null, addresses);
    const [{ address, family }] = addresses as [LookupAddress];
    done(null, address, family);
  });
}

function refused(host: string): RegistryError {
  return new RegistryError('ADDRESS_REFUSED', `${quote(host)} is not a host that the registry asks`);
}
