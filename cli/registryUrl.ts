import { RegistryError } from '../server/contract/errors.ts';
import { quote } from '../server/contract/names.ts';
import type { CliContext } from './context.ts';
import { loadCredentials } from './credentials.ts';
import type { Project } from './project.ts';

/** Where requests go, without a slash at the end, and who said so. */
export interface Registry {
  readonly url: string;
  readonly from: '--registry' | 'AEROSTACK_API_URL' | 'aerostack.toml' | 'login';
}

/** Parses the base URL of a registry; throws `USAGE` for anything but plain http or https without credentials. */
export function parseRegistryUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new RegistryError('USAGE', `${quote(text)} is not the URL of a registry`, {
      hint: 'Give it as http://host:port or https://host, without a key in it.',
    });
  }
  return url.href.replace(/\/+$/, '');
}

/** The registry to talk to: `--registry`, else `AEROSTACK_API_URL`, else the project's, else the login's. */
export async function chooseRegistry(context: CliContext, project: Project): Promise<Registry> {
  const { registry } = context.flags;
  if (registry) return { url: parseRegistryUrl(registry), from: '--registry' };
  const { AEROSTACK_API_URL: fromEnv } = context.env;
  if (fromEnv) return { url: parseRegistryUrl(fromEnv), from: 'AEROSTACK_API_URL' };
  if (project.registry) return { url: parseRegistryUrl(project.registry), from: 'aerostack.toml' };
  const login = await loadCredentials(context);
  if (login) return { url: login.registry, from: 'login' };
  throw new RegistryError('USAGE', 'No registry is known', {
    hint: 'Pass --registry URL, set AEROSTACK_API_URL, or run `aerostack login --registry URL`.',
  });
}
