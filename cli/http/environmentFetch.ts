import { RegistryError } from '../../server/contract/errors.ts';

/**
 * The fetch to use in an environment: through the proxy that `HTTPS_PROXY` or `HTTP_PROXY` names, but for the hosts of
 * `NO_PROXY`; without one, Node's own. Throws `USAGE` on the first request where the proxy's URL is not one.
 */
export function environmentFetch(env: Readonly<Record<string, string | undefined>>): typeof fetch {
  const either = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const httpProxy = either('HTTP_PROXY');
  const httpsProxy = either('HTTPS_PROXY') ?? httpProxy;
  if (!httpProxy && !httpsProxy) return globalThis.fetch;
  let proxied: Promise<typeof fetch> | undefined;
  return async (input, init) => {
    proxied ??= fetchThrough({ httpProxy, httpsProxy, noProxy: either('NO_PROXY') ?? '' });
    return (await proxied)(input, init);
  };
}

async function fetchThrough(options: {
  httpProxy: string | undefined;
  httpsProxy: string | undefined;
  noProxy: string;
}): Promise<typeof fetch> {
  for (const url of [options.httpProxy, options.httpsProxy]) if (url !== undefined) assertProxyUrl(url);
  const { EnvHttpProxyAgent, fetch: undiciFetch } = await import('undici');
  // An empty text, where undefined would make it read the process's own environment.
  const { httpProxy = '', httpsProxy = '', noProxy } = options;
  const dispatcher = new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy });
  const through = (input: string, init: object) => undiciFetch(input, { ...init, dispatcher });
  return ((input: string | URL, init: RequestInit = {}) => through(String(input), init)) as typeof fetch;
}

/** The URL may hold a password, so that it is not repeated. */
function assertProxyUrl(text: string): void {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return;
  throw new RegistryError('USAGE', 'The proxy that the environment names is not a URL', {
    hint: 'Set HTTPS_PROXY and HTTP_PROXY to http://host:port, or unset them.',
  });
}
