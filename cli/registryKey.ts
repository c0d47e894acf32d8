import type { CliContext } from './context.ts';
import { loadCredentials } from './credentials.ts';

/**
 * The key whose owner has said that it is for the registry at an origin, by a login or in the environment; nothing where
 * nobody did. What a project says does not count: it can come from anywhere.
 */
export async function keyForOrigin(
  origin: string,
  context: Pick<CliContext, 'env' | 'homedir'>,
): Promise<string | undefined> {
  const { AEROSTACK_API_KEY: key, AEROSTACK_API_URL: named } = context.env;
  if (key && named && originOf(named) === origin) return key;
  const login = await loadCredentials(context);
  if (!login || originOf(login.registry) !== origin) return undefined;
  return key && !named ? key : login.key;
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
