import type { Oid, Slug, Username } from '../contract/names.ts';
import type { GitObject } from '../domain/gitObjects.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { TakenDownVersion } from '../domain/takedown.ts';
import { shownVersion } from '../domain/versions.ts';
import { planVersion, signatureOf } from './planObjects.ts';
import { planTombstone, tombstoneMessage } from './tombstone.ts';

interface PlannedVersion {
  readonly objects: readonly GitObject[];
  readonly written: { readonly commit: Oid; readonly tip: Oid };
  readonly root: Uint8Array;
}

/**
 * Makes the commits, root trees and tags of `published` again from what is known of the versions, in the order in which
 * they were published. All of it is determined by that, so what comes out as another object than it was is left out.
 */
export function* historyObjects(
  account: Username,
  host: string,
  versions: readonly (PublishedVersion | TakenDownVersion)[],
): Generator<GitObject> {
  const bySlug = new Map<Slug, PublishedVersion[]>();
  let old: Oid | null = null;
  let root: Uint8Array = new Uint8Array();
  for (const one of versions) {
    const isGone = 'takenDownAt' in one;
    const known = [...(bySlug.get(one.slug) ?? []), ...(isGone ? [] : [one])];
    bySlug.set(one.slug, known);
    const highest = shownVersion(known.map(({ version }) => version));
    const restore = known.find((other) => other !== one && other.version === highest);
    const signature = signatureOf(account, host, one.publishedAt);
    const tombstone = isGone && { author: signature, committer: signature, message: tombstoneMessage(one) };
    const planned: PlannedVersion = tombstone
      ? planTombstone({ ...one, ...tombstone, old, restore }, root)
      : planVersion(account, { ...one, old, restore }, signature, root);
    const isTheSame = planned.written.commit === one.commit;
    if (isTheSame) yield* planned.objects;
    old = isTheSame ? planned.written.tip : one.commit;
    root = planned.root;
  }
}
