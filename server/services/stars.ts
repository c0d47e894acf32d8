import type { Actor } from '../domain/access.ts';
import { findVersion } from './browse.ts';
import type { Stores } from './stores.ts';

/** Stars a published function for the actor's account, or takes the star back; doing so twice changes nothing. */
export async function setStar(
  stores: Stores,
  actor: Actor,
  username: string,
  slug: string,
  starred: boolean,
) {
  const version = await findVersion(stores, username, slug);
  await stores.accounts.setStar(actor.accountId, version.account, version.slug, starred);
  const { stars } = await stores.accounts.counts(version.account, version.slug);
  return { starred, star_count: stars };
}
