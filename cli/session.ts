import { type Client, createClient } from '../server/contract/client.ts';
import { RegistryError } from '../server/contract/errors.ts';
import { shown } from '../server/contract/shown.ts';
import type { CliContext } from './context.ts';
import { loadCredentials } from './credentials.ts';
import { patientFetch } from './http/patientFetch.ts';
import type { Patience } from './http/retryingFetch.ts';
import { type KeyOrigin, keyedClient } from './keyedClient.ts';
import type { Output } from './output.ts';
import type { Project } from './project.ts';
import { chooseRegistry, type Registry } from './registryUrl.ts';
import { suggestingClient } from './suggestingClient.ts';

/** A client of the chosen registry. */
export interface Session {
  readonly registry: Registry;
  readonly client: Client;
}

/** A session that sends no key: what it asks for is public. */
export async function openPublicSession(
  context: CliContext,
  project: Project,
  headers: Record<string, string> = {},
): Promise<Session> {
  const registry = await chooseRegistry(context, project);
  return { registry, client: suggestingClient(clientOf(context, registry.url, undefined, headers)) };
}

/** A session with the caller's key; throws `NOT_LOGGED_IN` where there is none for the chosen registry. */
export async function openSession(
  context: CliContext,
  project: Project,
  output: Output,
  patience?: Patience,
): Promise<Session> {
  const registry = await chooseRegistry(context, project);
  output.detail(`Registry: ${shown(registry.url)} (from ${registry.from})`);
  const { key, from } = await findKey(context, project, registry, output);
  return {
    registry,
    client: keyedClient(clientOf(context, registry.url, parseKey(key), {}, patience), from),
  };
}

/** A client for a registry and a key that were just given. */
export function clientOf(
  context: CliContext,
  baseUrl: string,
  key: string | undefined,
  headers: Record<string, string> = {},
  patience?: Patience,
): Client {
  const timeout = context.timeout ?? patience?.deadline;
  return createClient({
    baseUrl,
    key,
    // By which its owner knows the session that a log-in starts.
    headers: { 'user-agent': `aerostack/${context.version} (${process.platform})`, ...headers },
    fetch: patientFetch(context, baseUrl, patience),
    ...(timeout === undefined ? {} : { timeout }),
  });
}

/** Throws `NOT_LOGGED_IN` where a text cannot be a key; fetch would quote it in its own refusal. */
export function parseKey(text: string): string {
  if (/^[\x21-\x7e]{1,500}$/.test(text)) return text;
  const wrong = text === '' ? 'is empty' : 'is too long, or holds characters that no key has';
  throw new RegistryError('NOT_LOGGED_IN', `The key ${wrong}`, {
    hint: 'Give all of it, from ac_ to its end, as it was shown when it was made.',
  });
}

/** A key, and who said so. */
export interface FoundKey {
  readonly key: string;
  readonly from: KeyOrigin;
}

/** The key to send to the chosen registry; throws `NOT_LOGGED_IN` where there is none, or only one of another registry. */
export async function findKey(
  context: CliContext,
  project: Project,
  registry: Registry,
  output: Pick<Output, 'warn'>,
): Promise<FoundKey> {
  const origin = new URL(registry.url).origin;
  const fromEnv = context.env.AEROSTACK_API_KEY;
  if (fromEnv) {
    await assertMeant(context, registry, origin);
    return { key: fromEnv, from: 'AEROSTACK_API_KEY' };
  }
  if (project.apiKey) {
    output.warn(
      'aerostack.toml holds an api_key; keys belong in neither git nor a project. Use `aerostack login`.',
    );
    const home =
      project.registry && URL.canParse(project.registry) ? new URL(project.registry).origin : origin;
    if (home === origin) return { key: project.apiKey, from: 'aerostack.toml' };
  }
  const login = await loadCredentials(context);
  if (login && new URL(login.registry).origin === origin) return { key: login.key, from: 'login' };
  const elsewhere = login ? `; you are logged in to ${login.registry}` : '';
  throw new RegistryError('NOT_LOGGED_IN', `There is no key for ${registry.url}${elsewhere}`);
}

/** A project that was cloned may name any registry; a key of the environment goes there only if its owner says so. */
async function assertMeant(context: CliContext, registry: Registry, origin: string): Promise<void> {
  if (registry.from !== 'aerostack.toml') return;
  const login = await loadCredentials(context);
  if (login && new URL(login.registry).origin === origin) return;
  throw new RegistryError(
    'NOT_LOGGED_IN',
    `Nothing says that AEROSTACK_API_KEY is for ${registry.url}, which aerostack.toml names`,
    { hint: `If it is, set AEROSTACK_API_URL=${registry.url} as well, or pass --registry.` },
  );
}
