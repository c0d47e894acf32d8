import { shown } from '../../server/contract/shown.ts';
import type { CliContext } from '../context.ts';
import { parseAskedCredential } from '../git/askedCredential.ts';
import { readText } from '../readText.ts';
import { keyForOrigin } from '../registryKey.ts';
import { parseKey } from '../session.ts';

/** For servers that want a user as well: the registry looks at the key alone. */
const ANY_USER = 'aerostack';

/**
 * Gives git the key for a registry, as a credential helper: only for the registry that the key's owner named, and
 * with none for every other, which it says on stderr. What git wants to have stored or erased is left as it is: a login does that.
 */
export async function credential(operation: string, context: CliContext): Promise<void> {
  // git takes all of stdout for the answer, that of a failure as well.
  context.flags.json = false;
  if (operation !== 'get') return;
  const asked = parseAskedCredential(await readText(context.stdin));
  const key = asked && (await keyForOrigin(asked.origin, context));
  if (!key) {
    // git then asks for a password, or gives up: this line says why.
    if (asked)
      context.stderr.write(
        `aerostack: there is no key for ${shown(asked.origin)}; run \`aerostack login\`.\n`,
      );
    return;
  }
  context.stdout.write(`username=${asked.username ?? ANY_USER}\npassword=${parseKey(key)}\n`);
}
