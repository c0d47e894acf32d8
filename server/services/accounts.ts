import type { Account } from '../catalog/accountRecords.ts';
import { hashPassword, verifyPassword } from '../catalog/passwords.ts';
import { newAccountId, newAuditId } from '../catalog/recordIds.ts';
import type { KeyOwner } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import { parseUsername, slugify } from '../contract/names.ts';
import { SCOPES, type Scope } from '../contract/requests.ts';
import type { Authenticated } from './authenticate.ts';
import { issueKey } from './keys.ts';
import { gitUrl, privateGitUrl } from './links.ts';
import type { Stores } from './stores.ts';

const MIN_PASSWORD = 10;
const SESSION_MS = 30 * 24 * 60 * 60 * 1000;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

type AccountStores = Pick<Stores, 'accounts' | 'now'>;

/** What a new account is made from, as typed by a person. */
export interface NewAccount {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** Creates an account; throws `INVALID_USERNAME`, `RESERVED_NAME`, `WEAK_PASSWORD`, `BAD_REQUEST` or `ALREADY_EXISTS`. */
export async function createAccount(
  { accounts, now }: AccountStores,
  { username, email, password }: NewAccount,
): Promise<Account> {
  const name = parseUsername(username);
  if (slugify(name) !== name)
    throw new RegistryError('INVALID_USERNAME', 'The username is not in its plain form');
  if (!EMAIL.test(email))
    throw new RegistryError('BAD_REQUEST', 'The e-mail address is not one', {
      hint: 'Use name@example.org.',
    });
  if (password.length < MIN_PASSWORD)
    throw new RegistryError('WEAK_PASSWORD', `The password is shorter than ${MIN_PASSWORD} characters`);
  const account: Account = {
    id: newAccountId(),
    username: name,
    email: email.trim(),
    passwordHash: await hashPassword(password),
    createdAt: now(),
  };
  await accounts.createAccount(account);
  const entry = { id: newAuditId(), at: now(), accountId: account.id, actorKeyId: null, requestId: null };
  await accounts.audit({ ...entry, action: 'account.create', target: name, details: {} });
  return account;
}

/** Exchanges a password for a key of all scopes that expires after 30 days; throws `WRONG_CREDENTIALS`, one for all causes. */
export async function logIn(
  { accounts, now }: AccountStores,
  email: string,
  password: string,
): Promise<{ token: string; expiresAt: number }> {
  const account = await accounts.accountByEmail(email.trim());
  const matches = await verifyPassword(password, account?.passwordHash);
  if (!account || !matches)
    throw new RegistryError('WRONG_CREDENTIALS', 'The e-mail address or the password is wrong');
  const expiresAt = now() + SESSION_MS;
  const { secret } = await issueKey({ accounts, now }, account, {
    kind: 'session',
    name: 'Login',
    scopes: SCOPES,
    functions: null,
    expiresAt,
  });
  return { token: secret, expiresAt };
}

/** Ends the session, or revokes the key, that the caller used. */
export async function logOut(
  { accounts }: Pick<Stores, 'accounts'>,
  { account, key }: Authenticated,
): Promise<void> {
  await accounts.revokeKey(account.id, key.id);
}

/** Tells whose key was used, as the command line shows it. */
export function whoAmI({ publicUrl }: Pick<Stores, 'publicUrl'>, { account, key }: Authenticated): KeyOwner {
  const { id, email, username } = account;
  return {
    keyType: 'account',
    userId: id,
    email,
    name: username,
    username,
    scopes: [...key.scopes] as Scope[],
    gitUrl: gitUrl(publicUrl, username),
    privateGitUrl: privateGitUrl(publicUrl, username),
  };
}
