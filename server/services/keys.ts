import type { Account } from '../catalog/accountRecords.ts';
import type { StoredKey } from '../catalog/keyRecords.ts';
import { newKeyId } from '../catalog/recordIds.ts';
import { hashSecret, newKeySecret, prefixOf } from '../catalog/secrets.ts';
import type { ApiKey } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import { parseSlug, type Slug } from '../contract/names.ts';
import type { KeyRequest, Scope } from '../contract/requests.ts';
import { type Actor, requireScope, requireWholeAccount } from '../domain/access.ts';
import { audit } from './audit.ts';
import type { Stores } from './stores.ts';

type KeyStores = Pick<Stores, 'accounts' | 'now'>;

/** What a key is made for. */
export interface KeyGrant {
  readonly kind: StoredKey['kind'];
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly functions: readonly Slug[] | null;
  /** Milliseconds since 1970. */
  readonly expiresAt: number | null;
}

/** Makes a key; the secret is in the answer and nowhere else. */
export async function issueKey(
  { accounts, now }: KeyStores,
  account: Account,
  grant: KeyGrant,
): Promise<{ key: StoredKey; secret: string }> {
  const secret = newKeySecret();
  const key: StoredKey = {
    id: newKeyId(),
    accountId: account.id,
    kind: grant.kind,
    name: grant.name,
    prefix: prefixOf(secret),
    scopes: [...new Set(grant.scopes)],
    functions: grant.functions && [...grant.functions],
    createdAt: now(),
    expiresAt: grant.expiresAt,
    lastUsedAt: null,
  };
  await accounts.createKey(key, hashSecret(secret));
  return { key, secret };
}

/** Makes a key for the actor's account; no key can make one that is allowed more, or lives longer, than itself. */
export async function createKey(
  stores: KeyStores,
  actor: Actor,
  account: Account,
  request: KeyRequest,
): Promise<ApiKey & { key: string }> {
  for (const scope of request.scopes) requireScope(actor, scope);
  const functions = request.functions?.map(parseSlug) ?? actor.functions;
  const outside = actor.functions && functions?.find((slug) => !actor.functions?.includes(slug));
  if (outside) throw new RegistryError('FORBIDDEN', `This key is not for the function "${outside}"`);
  const expiresAt = request.expiresAt === undefined ? actor.endsAt : Date.parse(request.expiresAt);
  if (expiresAt !== null && expiresAt <= stores.now())
    throw new RegistryError('BAD_REQUEST', 'The key would have expired already');
  if (actor.endsAt !== null && (expiresAt === null || expiresAt > actor.endsAt))
    throw new RegistryError('FORBIDDEN', 'A key that expires cannot make one that lives longer', {
      hint: `It expires at ${new Date(actor.endsAt).toISOString()}.`,
    });
  const { name, scopes } = request;
  const { key, secret } = await issueKey(stores, account, {
    kind: 'key',
    name,
    scopes,
    functions,
    expiresAt,
  });
  await audit(stores, actor, 'key.create', key.id, { name, scopes: scopes.join(' ') });
  return { ...toAnswer(key), key: secret };
}

/** Lists the keys of the actor's account that are neither revoked nor sessions. */
export async function listKeys({ accounts }: KeyStores, actor: Actor): Promise<{ keys: ApiKey[] }> {
  const keys = await accounts.keysOf(actor.accountId);
  return { keys: keys.filter(({ kind }) => kind === 'key').map(toAnswer) };
}

/**
 * Revokes a key of the actor's account at once: any with a key that may do all, else only the key itself. Throws
 * `FORBIDDEN`, or `NOT_FOUND` for one that is not there.
 */
export async function revokeKey(stores: KeyStores, actor: Actor, id: string): Promise<void> {
  if (id !== actor.keyId) requireWholeAccount(actor);
  const revoked = await stores.accounts.revokeKey(actor.accountId, id);
  if (!revoked) throw new RegistryError('NOT_FOUND', 'You have no such key');
  await audit(stores, actor, 'key.revoke', id);
}

function toAnswer({
  id,
  name,
  prefix,
  scopes,
  functions,
  createdAt,
  expiresAt,
  lastUsedAt,
}: StoredKey): ApiKey {
  const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());
  return {
    ...{ id, name, prefix, scopes: [...scopes], functions: [...(functions ?? [])] },
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: iso(expiresAt),
    lastUsedAt: iso(lastUsedAt),
  };
}
