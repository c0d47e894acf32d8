import { isRegistryError } from '../../server/contract/errors.ts';
import { SCOPES } from '../../server/contract/requests.ts';
import type { CliContext } from '../context.ts';
import { loadCredentials } from '../credentials.ts';
import type { Project } from '../project.ts';
import type { Registry } from '../registryUrl.ts';
import { clientOf, type FoundKey, findKey, parseKey } from '../session.ts';
import { broken, type Check, doubtful, fine } from './check.ts';

const SOON = 7 * 24 * 60 * 60 * 1000;
const RENEW = 'Make another one in the Admin, and run `aerostack login`.';

/** Whether there is a key for the registry, where it comes from, what it allows, and until when. */
export async function checkKey(registry: Registry, project: Project, context: CliContext): Promise<Check[]> {
  try {
    const found = await findKey(context, project, registry, { warn() {} });
    return [...storedInProject(project), ...(await checkFound(found, registry, context))];
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    const judged = error.code === 'NOT_LOGGED_IN' ? doubtful : broken;
    return [...storedInProject(project), judged('key', error.message, error.hint)];
  }
}

async function checkFound(found: FoundKey, registry: Registry, context: CliContext): Promise<Check[]> {
  const client = clientOf(context, registry.url, parseKey(found.key));
  const { username, scopes } = await client.validateKey();
  const missing = SCOPES.filter((scope) => !scopes.includes(scope));
  const what = `${username}'s, from ${found.from}, for ${scopes.join(', ')}`;
  const checks = [
    missing.length === 0 ? fine('key', what) : fine('key', `${what}; not for ${missing.join(', ')}`),
  ];
  const expiresAt = await expiryOf(found, client, context);
  if (expiresAt === undefined) return checks;
  const left = Date.parse(expiresAt) - context.now();
  const judged = left < SOON ? doubtful('expiry', `The key expires at ${expiresAt}`, RENEW) : undefined;
  return [...checks, judged ?? fine('expiry', `The key expires at ${expiresAt}`)];
}

/** ISO 8601; nothing where the key does not expire, or nobody can tell. */
async function expiryOf(
  { key, from }: FoundKey,
  client: ReturnType<typeof clientOf>,
  context: CliContext,
): Promise<string | undefined> {
  const login = from === 'login' ? await loadCredentials(context) : undefined;
  if (login?.session) return login.session.expiresAt;
  // A key that may not read the list can still be a good one.
  const { keys } = await client.listKeys().catch(() => ({ keys: [] }));
  return keys.find(({ prefix }) => prefix !== '' && key.startsWith(prefix))?.expiresAt ?? undefined;
}

function storedInProject({ apiKey }: Project): Check[] {
  if (!apiKey) return [];
  const remedy =
    'Remove api_key from it, revoke the key where the file was shared, and run `aerostack login`.';
  return [doubtful('key in project', 'aerostack.toml holds an api_key', remedy)];
}
