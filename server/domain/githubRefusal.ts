import { isRegistryError, RegistryError } from '../contract/errors.ts';

/** What a client of GitHub's API throws for an answer that is no success. */
interface GithubFailure {
  readonly status?: number;
  /** Where it was asked; a client says 500 where no answer came at all. */
  readonly request?: { readonly url?: string };
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
}

/** Says what GitHub's refusal of something means, and what to do; what is not one stays what it is. */
export function githubRefusal(error: unknown, what: string): unknown {
  const { status, request, response } = (error ?? {}) as GithubFailure;
  const own = causeOf(error);
  if (own) return own;
  if (status === undefined) return error;
  if (!response && request?.url) return unreachable(error, request.url);
  const headers = response?.headers ?? {};
  const isLimit =
    status === 429 ||
    (status === 403 && (headers['x-ratelimit-remaining'] === '0' || headers['retry-after']));
  if (isLimit) {
    const reset = Number(headers['x-ratelimit-reset']);
    const until = reset > 0 && reset < 1e11 ? ` until ${new Date(reset * 1000).toISOString()}` : ' for now';
    return new RegistryError('GITHUB_LIMIT', `GitHub answers no more requests${until}`, { cause: error });
  }
  if (status === 401)
    return new RegistryError('GITHUB_TOKEN', 'GitHub does not take the token', { cause: error });
  if (status === 403)
    return new RegistryError('GITHUB_TOKEN', `The token may not do this with ${what}`, { cause: error });
  if (status === 404)
    return new RegistryError('NOT_FOUND', `${what} is not on GitHub, or is private`, {
      hint: 'Check the name; for what is private, set GITHUB_TOKEN to a token that may read it.',
      cause: error,
    });
  return new RegistryError('GITHUB_FAILED', `GitHub answered ${status} about ${what}`, { cause: error });
}

function unreachable(error: unknown, url: string): RegistryError {
  const timedOut = chainOf(error).some(({ name }) => name === 'TimeoutError');
  const code = chainOf(error).flatMap((one) =>
    'code' in one && typeof one.code === 'string' ? [one.code] : [],
  )[0];
  const host = URL.canParse(url) ? new URL(url).host : url;
  const why = timedOut ? 'did not answer in time' : `cannot be reached (${code ?? (error as Error).message})`;
  return new RegistryError('GITHUB_FAILED', `${host} ${why}`, {
    hint: 'Check the network and its proxy, HTTPS_PROXY; GITHUB_API_URL, or --github-api, names the API of another GitHub.',
    cause: error,
  });
}

/** A refusal of our own, on the way there, which the client has wrapped. */
function causeOf(error: unknown): RegistryError | undefined {
  return chainOf(error).find((one) => isRegistryError(one));
}

function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && chain.length < 5; one = one.cause) chain.push(one);
  return chain;
}
