import { RegistryError } from '../../server/contract/errors.ts';
import type { CliContext } from '../context.ts';
import { saveCredentials } from '../credentials.ts';
import { createOutput } from '../output.ts';
import { findProject } from '../project.ts';
import { chooseRegistry } from '../registryUrl.ts';
import { clientOf, parseKey } from '../session.ts';
import { shown } from '../shown.ts';

/** Stores a key after the registry has told whose it is; `-` reads it from stdin, nothing asks on a terminal. */
export async function login(options: { key?: string | undefined }, context: CliContext): Promise<void> {
  const output = createOutput(context);
  const registry = await chooseRegistry(context, await findProject(context.cwd));
  const key = parseKey(await readKey(options.key, registry.url, context));
  const owner = await clientOf(context, registry.url, key).validateKey();
  await saveCredentials(context, { key, registry: registry.url });
  output.say(`Logged in to ${shown(registry.url)} as ${shown(owner.username)}.`);
  output.json({ registry: registry.url, username: owner.username, scopes: owner.scopes });
}

async function readKey(named: string | undefined, registry: string, context: CliContext): Promise<string> {
  if (named === '-') return readAll(context.stdin);
  if (named !== undefined) return named;
  if (!context.isTTY.stdin || !context.isTTY.stderr) {
    throw new RegistryError('USAGE', 'There is no terminal to ask for the key on', {
      hint: 'Pass --key ac_..., or --key - to read it from stdin.',
    });
  }
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({
    message: `Key for ${shown(registry)} (made in its Admin, under Keys)`,
    input: context.stdin as NodeJS.ReadStream,
    output: context.stderr as NodeJS.WriteStream,
  });
  if (isCancel(answer)) throw new DOMException('No key was given', 'AbortError');
  return answer;
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as string | Buffer));
  return Buffer.concat(chunks).toString('utf8').trim();
}
