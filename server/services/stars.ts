import type { Listed } from '../contract/answers.ts';
import type { Username } from '../contract/names.ts';
import type { Actor } from '../domain/access.ts';
import { audit } from './audit.ts';
import { findVersion, listedAnswer } from './browse.ts';
import type { Stores } from './stores.ts';

const PAGE = 30;

/** Stars a published function for the actor's account, or takes the star back; doing so twice changes nothing. */
export async function setStar(
  stores: Stores,
  actor: Actor,
  username: string,
  slug: string,
  starred: boolean,
) {
  const version = await findVersion(stores, username, slug);
  const changed = await stores.accounts.setStar(actor.accountId, version.account, version.slug, starred);
  const action = starred ? 'star.add' : 'star.remove';
  if (changed) await audit(stores, actor, action, `${version.account}/${version.slug}`);
  const { stars } = await stores.accounts.counts(version.account, version.slug);
  return { starred, star_count: stars };
}

/** Whether an account has starred a published function. */
export async function hasStarred(
  stores: Pick<Stores, 'accounts' | 'index'>,
  viewer: string,
  username: string,
  slug: string,
): Promise<boolean> {
  const version = await findVersion(stores, username, slug);
  return stores.accounts.hasStar(viewer as Username, version.account, version.slug);
}

/** Lists what the actor's account has starred, by name; throws `BAD_REQUEST` for a malformed cursor. */
export async function listStarred(
  { index }: Pick<Stores, 'index'>,
  { accountId }: Actor,
  cursor: string | undefined,
): Promise<Listed> {
  return listedAnswer(await index.list({ starredBy: accountId, sort: 'name', limit: PAGE, cursor }));
}
