import type { NewAccountRecord } from '../catalog/accountRecords.ts';
import { fold } from '../catalog/fold.ts';
import { RegistryError } from '../contract/errors.ts';
import type { NewAccount } from '../domain/accountRules.ts';
import { createAccount } from './accounts.ts';
import { openInvitation } from './invitations.ts';
import type { Stores } from './stores.ts';

/**
 * Makes a visitor's account: where registration is open, or by an invitation, which is spent. Throws
 * `REGISTRATION_CLOSED`, `LINK_INVALID`, `BAD_REQUEST` for another address than the invitation is for, and as
 * {@link createAccount}.
 */
export async function register(
  stores: Pick<Stores, 'accounts' | 'now'>,
  registration: 'open' | 'closed',
  typed: NewAccount & { readonly invitation?: string | undefined },
  requestId: string,
): Promise<NewAccountRecord> {
  if (!typed.invitation) {
    if (registration === 'open') return createAccount(stores, typed, requestId);
    throw new RegistryError('REGISTRATION_CLOSED', 'This registry does not take registrations');
  }
  const invitation = await openInvitation(stores, typed.invitation);
  if (invitation.email !== null && fold(invitation.email) !== fold(typed.email.trim()))
    throw new RegistryError('BAD_REQUEST', 'The invitation is for another e-mail address', {
      hint: `Use ${invitation.email}.`,
    });
  return createAccount(stores, typed, requestId, invitation);
}
