import type { Slug, Username } from '../contract/names.ts';
import type { KnownVersions } from '../domain/takedown.ts';
import type { Stores } from './stores.ts';

/** Reads all that is known of a function's versions. */
export async function readKnownVersions(
  { index }: Pick<Stores, 'index'>,
  account: Username,
  slug: Slug,
): Promise<KnownVersions> {
  const [published, takenDown] = await Promise.all([
    index.versions(account, slug),
    index.takedowns(account, slug),
  ]);
  return { published, takenDown };
}
