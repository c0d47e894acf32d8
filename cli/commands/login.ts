import { isRegistryError, RegistryError } from '../../server/contract/errors.ts';
import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { type Credentials, saveCredentials } from '../credentials.ts';
import { interruptible } from '../interruptible.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { createPrompts } from '../prompts.ts';
import { readText } from '../readText.ts';
import { chooseRegistry } from '../registryUrl.ts';
import { clientOf, parseKey } from '../session.ts';

const KEY_FLAG = '--key ac_..., or --key - to read it from stdin';

/**
 * Stores a key after the registry has told whose it is: the one that `--key` gives, `-` reading it from stdin, or on a
 * terminal the one that is typed, or that the registry gives for an e-mail address and a password.
 */
export async function login(options: { key?: string | undefined }, context: CliContext): Promise<void> {
  const output = createOutput(context);
  const registry = (await chooseRegistry(context, await findProject(context.cwd))).url;
  const credentials =
    options.key === undefined
      ? await askForCredentials(registry, context)
      : {
          registry,
          key: parseKey(options.key === '-' ? (await readText(context.stdin)).trim() : options.key),
        };
  const { username, scopes } = await ownerOf(credentials, context);
  const result = { registry, username, scopes, expiresAt: credentials.session?.expiresAt ?? null };
  if (context.flags.dryRun) {
    output.say(`Would log in to ${shown(registry)} as ${shown(username)}.`);
    return output.json({ ...result, dryRun: true });
  }
  await interruptible(context, () => saveCredentials(context, credentials));
  output.say(`Logged in to ${shown(registry)} as ${shown(username)}.`);
  output.json(result);
}

async function ownerOf({ key, registry }: Credentials, context: CliContext) {
  try {
    return await clientOf(context, registry, key).validateKey();
  } catch (cause) {
    if (!isRegistryError(cause, 'UNAUTHORIZED')) throw cause;
    throw new RegistryError('UNAUTHORIZED', cause.message, {
      hint: `Give all of it, and one of ${registry}; a key that was revoked or has expired is of no use.`,
      cause,
    });
  }
}

async function askForCredentials(registry: string, context: CliContext): Promise<Credentials> {
  const prompts = createPrompts(context);
  const by = await prompts.choice({
    message: `Log in to ${shown(registry)} with`,
    flag: KEY_FLAG,
    options: [
      { value: 'password', label: 'E-mail address and password' },
      { value: 'key', label: 'A key' },
    ],
  });
  if (by === 'key')
    return {
      registry,
      key: parseKey((await prompts.hidden({ message: 'Your key', flag: KEY_FLAG })).trim()),
    };
  if (context.flags.dryRun) {
    throw new RegistryError('USAGE', 'A password cannot be tried without making a key', {
      hint: 'Use --dry-run with a key.',
    });
  }
  const email = await prompts.text({ message: 'Your e-mail address', flag: KEY_FLAG });
  const password = await prompts.hidden({ message: 'Your password', flag: KEY_FLAG });
  const { token, expiresAt } = await clientOf(context, registry, undefined).login({
    body: { email, password },
  });
  return { registry, key: parseKey(token), session: { expiresAt } };
}
