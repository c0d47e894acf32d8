import type { OneTimeLink } from '../catalog/linkRecords.ts';
import { RegistryError } from '../contract/errors.ts';
import { quote } from '../contract/names.ts';
import { assertEmail } from '../domain/accountRules.ts';
import { auditOutside } from './audit.ts';
import { BY_OPERATOR } from './knownAccount.ts';
import { goodLink, type LinkState, linkState, newLink, type SecretLink } from './oneTimeLinks.ts';
import type { Stores } from './stores.ts';

type LinkStores = Pick<Stores, 'accounts' | 'now'>;

const NOBODY = { accountId: null, requestId: null };

/** An invitation as the operator sees it. */
export interface ListedInvitation {
  readonly link: OneTimeLink;
  readonly state: LinkState;
  /** The account that it became. */
  readonly username: string | null;
}

/** Invites somebody to make one account within so many milliseconds; with an address, under that one only. */
export async function invite(
  stores: LinkStores,
  { email, lasts }: { email?: string | undefined; lasts: number },
): Promise<SecretLink> {
  const address = email?.trim() ?? null;
  if (address !== null) {
    assertEmail(address);
    if (await stores.accounts.accountByEmail(address))
      throw new RegistryError('ALREADY_EXISTS', 'An account with this e-mail address exists already', {
        hint: 'If its password is lost, `aerostack account reset-password` makes a link to set another.',
      });
  }
  const made = await newLink(stores, { kind: 'invitation', accountId: null, email: address, lasts });
  await auditOutside(stores, NOBODY, 'invitation.create', made.link.id, BY_OPERATOR);
  return made;
}

/** Lists all invitations, newest first. */
export async function listInvitations({ accounts, now }: LinkStores): Promise<ListedInvitation[]> {
  const names = new Map((await accounts.accounts()).map(({ id, username }) => [id, username]));
  const links = await accounts.links('invitation');
  return links.map((link) => ({
    link,
    state: linkState(link, now()),
    username: names.get(link.accountId ?? '') ?? null,
  }));
}

/** Withdraws an invitation that was not used; throws `NOT_FOUND` where there is no such one. */
export async function withdrawInvitation(stores: LinkStores, id: string): Promise<void> {
  if (!(await stores.accounts.withdrawLink(id)))
    throw new RegistryError('NOT_FOUND', `There is no open invitation ${quote(id)}`, {
      hint: '`aerostack account invitations` lists them.',
    });
  await auditOutside(stores, NOBODY, 'invitation.withdraw', id, BY_OPERATOR);
}

/** Finds the invitation that somebody came by; throws `LINK_INVALID`. */
export function openInvitation(stores: LinkStores, secret: string): Promise<OneTimeLink> {
  return goodLink(stores, 'invitation', secret);
}
