import { isRegistryError } from '../contract/errors.ts';
import type { Oid, Slug, Username } from '../contract/names.ts';
import type { LockedRepo } from '../git/gitStore.ts';
import type { Stores } from './stores.ts';

/** Where the tip of `published` cannot be read any more, makes its history again from what the index knows of it. */
export async function mendHistory(
  { index }: Pick<Stores, 'index'>,
  account: Username,
  repo: LockedRepo,
  tip: Oid | null,
  slug: Slug,
): Promise<void> {
  if (tip === null) return;
  try {
    await repo.subtree(tip, slug);
  } catch (error) {
    if (!isRegistryError(error, 'OBJECT_CORRUPT')) throw error;
    const versions = [
      ...(await index.versionsOfAccount(account)),
      ...(await index.takedownsOfAccount(account)),
    ];
    await repo.mendHistory(versions.sort((a, b) => a.publishedAt - b.publishedAt));
  }
}
