import type { Account } from '../catalog/accountRecords.ts';
import type { NewCredential } from '../catalog/credentialRecords.ts';
import type { StoredKey } from '../catalog/keyRecords.ts';
import { keyIdOfForm, newKeyId } from '../catalog/recordIds.ts';
import { hashSecret, newKeySecret, prefixOf } from '../catalog/secrets.ts';
import type { ApiKey, CreatedKey } from '../contract/answers.ts';
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

/** A key to be stored, and its secret, which is nowhere else. */
export function newCredential(
  { now }: Pick<Stores, 'now'>,
  account: Pick<Account, 'id'>,
  grant: KeyGrant,
  id = newKeyId(),
): { credential: NewCredential; secret: string } {
  const secret = newKeySecret();
  const key: StoredKey = {
    id,
    accountId: account.id,
    kind: grant.kind,
    name: grant.name,
    prefix: prefixOf(secret),
    scopes: [...new Set(grant.scopes)],
    functions: grant.functions && [...new Set(grant.functions)],
    createdAt: now(),
    expiresAt: grant.expiresAt,
    lastUsedAt: null,
  };
  return { credential: { key, secretHash: hashSecret(secret) }, secret };
}

/** Makes and stores a key. */
export async function issueKey(
  stores: KeyStores,
  account: Pick<Account, 'id'>,
  grant: KeyGrant,
  id?: string,
): Promise<{ key: StoredKey; secret: string }> {
  const { credential, secret } = newCredential(stores, account, grant, id);
  await stores.accounts.createKey(credential.key, credential.secretHash);
  return { key: credential.key, secret };
}

/**
 * Makes a key for the actor's account; no key can make one that is allowed more, or lives longer, than itself. Of one
 * form, that its id stands for, only one key is made: the second time throws `ALREADY_EXISTS`.
 */
export async function createKey(
  stores: KeyStores,
  actor: Actor,
  request: KeyRequest,
  formId?: string,
): Promise<CreatedKey> {
  for (const scope of request.scopes) requireScope(actor, scope);
  const functions = request.functions?.map(parseSlug) ?? actor.functions;
  const outside = actor.functions && functions?.find((slug) => !actor.functions?.includes(slug));
  if (outside) throw new RegistryError('FORBIDDEN', `This key is not for the function "${outside}"`);
  const expiresAt = request.expiresAt === undefined ? actor.endsAt : Date.parse(request.expiresAt);
  if (expiresAt !== null && expiresAt <= stores.now())
    throw new RegistryError('BAD_REQUEST', 'The key would have expired already');
  assertLivesNoLonger(actor, expiresAt);
  const { name, scopes } = request;
  const { key, secret } = await issueKey(
    stores,
    { id: actor.accountId },
    { kind: 'key', name, scopes, functions, expiresAt },
    idOf(actor, formId),
  );
  await audit(stores, actor, 'key.create', key.id, { name, prefix: key.prefix, scopes: scopes.join(' ') });
  return { ...toAnswer(key), key: secret };
}

/** Lists the keys of the actor's account that are neither revoked nor sessions. */
export async function listKeys({ accounts }: KeyStores, actor: Actor): Promise<{ keys: ApiKey[] }> {
  const keys = await accounts.keysOf(actor.accountId);
  return { keys: keys.filter(({ kind }) => kind === 'key').map(toAnswer) };
}

/**
 * Puts a key with a new secret, and all else the same, in the place of one of the actor's account, which ends at once:
 * of any with a key that may do all, else only of the key itself. Throws as {@link createKey} and {@link revokeKey} do,
 * and `BAD_REQUEST` for a key that has expired.
 */
export async function rotateKey(
  stores: KeyStores,
  actor: Actor,
  id: string,
  formId?: string,
): Promise<CreatedKey> {
  const old = await keyToChange(stores, actor, id);
  if (old.expiresAt !== null && old.expiresAt <= stores.now())
    throw new RegistryError('BAD_REQUEST', 'This key has expired', { hint: 'Make a new one.' });
  assertLivesNoLonger(actor, old.expiresAt);
  const account = { id: actor.accountId };
  const { credential, secret } = newCredential(stores, account, old, idOf(actor, formId));
  await stores.accounts.replaceKey(id, credential);
  const { key } = credential;
  await audit(stores, actor, 'key.rotate', key.id, { name: key.name, prefix: key.prefix, from: old.prefix });
  return { ...toAnswer(key), key: secret };
}

/**
 * Revokes a key of the actor's account at once: any with a key that may do all, else only the key itself. Throws
 * `FORBIDDEN`, or `NOT_FOUND` for one that is not there.
 */
export async function revokeKey(stores: KeyStores, actor: Actor, id: string): Promise<void> {
  const { name, prefix } = await keyToChange(stores, actor, id);
  if (!(await stores.accounts.revokeKey(actor.accountId, id))) throw noSuchKey();
  await audit(stores, actor, 'key.revoke', id, { name, prefix });
}

/** The key as it is or was; only a write can tell, for good, whether it is revoked. */
async function keyToChange({ accounts }: KeyStores, actor: Actor, id: string): Promise<StoredKey> {
  if (id !== actor.keyId) requireWholeAccount(actor);
  const [key] = await accounts.keysById(actor.accountId, [id]);
  if (key?.kind !== 'key') throw noSuchKey();
  return key;
}

function noSuchKey(): RegistryError {
  return new RegistryError('NOT_FOUND', 'You have no such key');
}

function idOf({ accountId }: Actor, formId: string | undefined): string | undefined {
  return formId === undefined ? undefined : keyIdOfForm(accountId, formId);
}

function assertLivesNoLonger({ endsAt }: Actor, expiresAt: number | null): void {
  if (endsAt === null || (expiresAt !== null && expiresAt <= endsAt)) return;
  throw new RegistryError('FORBIDDEN', 'A key that expires cannot make one that lives longer', {
    hint: `It expires at ${new Date(endsAt).toISOString()}.`,
  });
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
