import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { RegistryError } from '../server/contract/errors.ts';
import { parseJson } from '../server/contract/plainJson.ts';
import type { CliContext } from './context.ts';
import { replaceFile } from './replaceFile.ts';

/** A stored login: the key, and the base URL of the registry that it belongs to. */
export interface Credentials {
  readonly key: string;
  readonly registry: string;
  /** Where a password was exchanged for the key: when the key ends by itself, in ISO 8601. */
  readonly session?: { readonly expiresAt: string } | undefined;
}

/** A file of another registry's client may hold a key alone: nothing tells where it may be sent, so it is not used. */
const stored = z.object({
  api_key: z.string().min(1),
  registry: z.url({ protocol: /^https?$/ }),
  session_expires_at: z.iso.datetime().optional().catch(undefined),
});

/** The stored login, or nothing; throws `PROJECT_FILE` where the file cannot be read. */
export async function loadCredentials(
  context: Pick<CliContext, 'homedir'>,
): Promise<Credentials | undefined> {
  const path = credentialsPath(context);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new RegistryError('PROJECT_FILE', `${path} cannot be read`, { cause });
  }
  let value: unknown;
  try {
    value = parseJson(text, path);
  } catch (cause) {
    // The parser's own message may quote the file, and with it a part of the key.
    throw new RegistryError('PROJECT_FILE', `${path} is not valid JSON`, {
      hint: 'Run `aerostack login` again.',
      cause: new Error((cause as Error).name),
    });
  }
  const parsed = stored.safeParse(value);
  if (!parsed.success) return undefined;
  const { api_key: key, registry, session_expires_at: expiresAt } = parsed.data;
  return { key, registry, ...(expiresAt === undefined ? {} : { session: { expiresAt } }) };
}

/** Stores a login for its owner's eyes only: folder 0700, file 0600, written aside and renamed. */
export async function saveCredentials(
  context: Pick<CliContext, 'homedir'>,
  { key, registry, session }: Credentials,
): Promise<void> {
  const folder = join(context.homedir, '.aerostack');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const value = { api_key: key, registry, ...(session ? { session_expires_at: session.expiresAt } : {}) };
  const text = `${JSON.stringify(value, null, 2)}\n`;
  await replaceFile(credentialsPath(context), Buffer.from(text), 0o600);
}

/** Forgets the stored login; whether there was one. */
export async function removeCredentials(context: Pick<CliContext, 'homedir'>): Promise<boolean> {
  try {
    await rm(credentialsPath(context));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Where the login is stored. */
export function credentialsPath({ homedir }: Pick<CliContext, 'homedir'>): string {
  return join(homedir, '.aerostack', 'credentials.json');
}
