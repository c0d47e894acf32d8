import type { NewAccountRecord } from '../catalog/accountRecords.ts';
import type { OneTimeLink } from '../catalog/linkRecords.ts';
import { hashPassword, verifyPassword } from '../catalog/passwords.ts';
import { newAccountId } from '../catalog/recordIds.ts';
import type { KeyOwner } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import type { Username } from '../contract/names.ts';
import type { Scope } from '../contract/requests.ts';
import { assertEmail, assertNewPassword, type NewAccount, parseNewUsername } from '../domain/accountRules.ts';
import { audit, auditOutside } from './audit.ts';
import { type Authenticated, assertEnabled } from './authenticate.ts';
import { gitUrl, privateGitUrl } from './links.ts';
import { newSession, type SessionToken } from './newSession.ts';
import type { Stores } from './stores.ts';

type AccountStores = Pick<Stores, 'accounts' | 'now'>;

/** From where somebody signs in. */
export interface SignInOrigin {
  /** As its owner would call it, such as `Firefox on Linux`. */
  readonly device: string;
  readonly requestId: string;
}

/**
 * Creates an account, by an invitation where there is one; throws `INVALID_USERNAME`, `RESERVED_NAME`, `WEAK_PASSWORD`,
 * `BAD_REQUEST`, `ALREADY_EXISTS` or `LINK_INVALID`.
 */
export async function createAccount(
  stores: AccountStores,
  { username, email, password }: NewAccount,
  requestId: string | null = null,
  invitation?: Pick<OneTimeLink, 'id'>,
): Promise<NewAccountRecord> {
  const name = parseNewUsername(username);
  assertEmail(email);
  assertNewPassword(password);
  await assertNeverDeleted(stores, name);
  const account: NewAccountRecord = {
    id: newAccountId(),
    username: name,
    email: email.trim(),
    passwordHash: await hashPassword(password),
    createdAt: stores.now(),
  };
  if (invitation) await stores.accounts.createInvitedAccount(account, invitation.id);
  else await stores.accounts.createAccount(account);
  const details = invitation ? { invitation: invitation.id } : undefined;
  await auditOutside(stores, { accountId: account.id, requestId }, 'account.create', name, details);
  return account;
}

/** What an account published goes on carrying its name, so that the name is nobody else's ever. */
async function assertNeverDeleted({ accounts }: AccountStores, name: Username): Promise<void> {
  const before = await accounts.accountByUsername(name);
  if (!before || before.deletedAt === null) return;
  throw new RegistryError('RESERVED_NAME', `The name "${name}" was that of an account that is deleted`, {
    hint: 'Choose another name: one is never given to a second account.',
  });
}

/**
 * Exchanges a password for a session of all scopes that expires after 30 days; throws `WRONG_CREDENTIALS`, one for all
 * causes, and `ACCOUNT_DISABLED` only to who knows the password.
 */
export async function logIn(
  stores: AccountStores,
  { email, password }: { email: string; password: string },
  { device, requestId }: SignInOrigin,
): Promise<SessionToken> {
  const account = await stores.accounts.accountByEmail(email.trim());
  const matches = await verifyPassword(password, account?.passwordHash);
  if (account && matches) {
    if (account.disabledAt !== null) {
      const by = { accountId: account.id, requestId };
      await auditOutside(stores, by, 'login.fail', account.username, { device });
      assertEnabled(account);
    }
    const { credential, token } = newSession(stores, account, device);
    if (await stores.accounts.startSession(credential, account.passwordHash)) {
      const by = { accountId: account.id, keyId: credential.key.id, requestId };
      await auditOutside(stores, by, 'login.succeed', account.username, { device });
      return token;
    }
  }
  // What was typed is not on record: people type passwords in the wrong field.
  const of = { accountId: account?.id ?? null, requestId };
  await auditOutside(stores, of, 'login.fail', account?.username ?? '', { device });
  throw new RegistryError('WRONG_CREDENTIALS', 'The e-mail address or the password is wrong');
}

/** Ends the session, or revokes the key, that the caller used. */
export async function logOut(stores: AccountStores, { account, actor, key }: Authenticated): Promise<void> {
  if (!(await stores.accounts.revokeKey(account.id, key.id))) return;
  const { name, prefix } = key;
  if (key.kind === 'session') await audit(stores, actor, 'login.end', account.username, { name });
  else await audit(stores, actor, 'key.revoke', key.id, { name, prefix });
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
