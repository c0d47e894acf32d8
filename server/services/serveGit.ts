import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { parseUsername, quote, type Username } from '../contract/names.ts';
import { type Actor, requireScope } from '../domain/access.ts';
import type { WireRequest } from '../git/gitStore.ts';
import type { ReceivingGit } from '../git/receivePack.ts';
import type { ServedGit } from '../git/servedGit.ts';
import { receivePush } from './receivePush.ts';
import type { Stores } from './stores.ts';

/** Serves a fetch of an account's catalogue to anybody; an account that has published nothing has an empty one. */
export async function fetchCatalogue(
  { git, accounts }: Stores,
  name: string,
  request: WireRequest,
): Promise<ServedGit> {
  const account = nameOf(name);
  if (!(await accounts.accountByUsername(account))) throw noRepository(name);
  return git.servePublic(account, request);
}

/** Serves a fetch of all that is the actor's own: drafts, slug branches and the catalogue. */
export async function fetchOwn(
  { git }: Stores,
  actor: Actor,
  name: string,
  request: WireRequest,
): Promise<ServedGit> {
  assertOwn(actor, name);
  requireScope(actor, 'read');
  if (actor.functions !== null) {
    throw new RegistryError('FORBIDDEN', 'This key is for some functions only', {
      hint: 'Fetch with a key that is not limited to functions: a repository cannot be served in part.',
    });
  }
  return git.servePrivate(actor.username, request);
}

/** Receives a push into the actor's own repository. */
export async function receiveOwn(
  stores: Stores,
  actor: Actor,
  name: string,
  request: WireRequest,
  onFault: (error: unknown) => void,
): Promise<ReceivingGit> {
  assertOwn(actor, name);
  requireScope(actor, 'push');
  return stores.git.receive(actor.username, request, (push) => receivePush(stores, actor, push, onFault));
}

/** Why the disk takes no push at present, where that is so: git says of that no more than that it failed. */
export function diskFault({ git }: Pick<Stores, 'git'>): Promise<RegistryError | undefined> {
  return git.probeDisk().then(
    () => undefined,
    (error: unknown) => (isRegistryError(error) ? error : undefined),
  );
}

/** Another's repository is not told apart from one that does not exist. */
function assertOwn(actor: Actor, name: string): void {
  if (actor.username !== name) throw noRepository(name, ` for ${actor.username}`);
}

function nameOf(name: string): Username {
  try {
    return parseUsername(name);
  } catch (error) {
    throw isRegistryError(error) ? noRepository(name) : error;
  }
}

/** `whom`: who asks for more than what is public. */
function noRepository(name: string, whom = ''): RegistryError {
  return new RegistryError('NOT_FOUND', `There is no repository of ${quote(name)} here${whom}`);
}
