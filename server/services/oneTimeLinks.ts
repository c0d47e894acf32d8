import type { OneTimeLink } from '../catalog/linkRecords.ts';
import { newLinkId } from '../catalog/recordIds.ts';
import { hashSecret, newLinkSecret } from '../catalog/secrets.ts';
import { RegistryError } from '../contract/errors.ts';
import type { Stores } from './stores.ts';

type LinkStores = Pick<Stores, 'accounts' | 'now'>;

/** A link, and what it is known by, which is nowhere else. */
export interface SecretLink {
  readonly link: OneTimeLink;
  readonly secret: string;
}

/** Makes and stores a link that works once, for `lasts` milliseconds. */
export async function newLink(
  { accounts, now }: LinkStores,
  { kind, accountId, email, lasts }: Pick<OneTimeLink, 'kind' | 'accountId' | 'email'> & { lasts: number },
): Promise<SecretLink> {
  const secret = newLinkSecret();
  const createdAt = now();
  const link: OneTimeLink = {
    ...{ id: newLinkId(), kind, accountId, email, createdAt },
    ...{ expiresAt: createdAt + lasts, usedAt: null, withdrawnAt: null },
  };
  await accounts.createLink(link, hashSecret(secret));
  return { link, secret };
}

/** What has become of a link. */
export type LinkState = 'open' | 'used' | 'withdrawn' | 'expired';

/** What has become of a link by now. */
export function linkState({ usedAt, withdrawnAt, expiresAt }: OneTimeLink, now: number): LinkState {
  if (usedAt !== null) return 'used';
  if (withdrawnAt !== null) return 'withdrawn';
  return expiresAt <= now ? 'expired' : 'open';
}

const REASONS: Record<Exclude<LinkState, 'open'>, string> = {
  used: 'This link was used already',
  withdrawn: 'This link was withdrawn',
  expired: 'This link has expired',
};

/** Finds the link that somebody came by; throws `LINK_INVALID` where it is not good, or not any more. */
export async function goodLink(
  { accounts, now }: LinkStores,
  kind: OneTimeLink['kind'],
  secret: string,
): Promise<OneTimeLink> {
  const link = await accounts.linkByHash(hashSecret(secret));
  if (link?.kind !== kind)
    throw new RegistryError('LINK_INVALID', 'This link is not one of this registry', {
      hint: 'Copy all of it; if that is what you did, ask whoever gave it to you for another.',
    });
  const state = linkState(link, now());
  if (state !== 'open') throw new RegistryError('LINK_INVALID', REASONS[state]);
  return link;
}
