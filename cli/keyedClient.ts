import type { Client } from '../server/contract/client.ts';
import { isRegistryError, RegistryError } from '../server/contract/errors.ts';

/** Who said which key to use. */
export type KeyOrigin = 'AEROSTACK_API_KEY' | 'aerostack.toml' | 'login';

const HINTS: Readonly<Record<KeyOrigin, string>> = {
  AEROSTACK_API_KEY:
    'The key comes from AEROSTACK_API_KEY: correct it, or unset it and run `aerostack login`.',
  'aerostack.toml': 'The key comes from aerostack.toml: take it out, and run `aerostack login`.',
  login: 'The stored key has expired or was revoked: run `aerostack login` again.',
};

/** A client whose "this key is not valid" says where the key came from, since a login would not replace every one. */
export function keyedClient(client: Client, from: KeyOrigin): Client {
  const calls = Object.entries(client).map(([name, call]) => [
    name,
    async (...given: unknown[]) => {
      try {
        return await (call as (...given: unknown[]) => Promise<unknown>)(...given);
      } catch (cause) {
        if (!isRegistryError(cause, 'UNAUTHORIZED')) throw cause;
        throw new RegistryError('UNAUTHORIZED', cause.message, { hint: HINTS[from], cause });
      }
    },
  ]);
  return Object.fromEntries(calls) as Client;
}
