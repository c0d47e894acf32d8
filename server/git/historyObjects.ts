import type { Oid, Slug, Username } from '../contract/names.ts';
import type { GitObject } from '../domain/gitObjects.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { shownVersion } from '../domain/versions.ts';
import { planVersion, signatureOf } from './planObjects.ts';

/**
 * Makes the commits, root trees and tags of `published` again from what is known of the versions, in the order in which
 * they were published. All of it is determined by that, so what comes out as another object than it was is left out.
 */
export function* historyObjects(
  account: Username,
  host: string,
  versions: readonly PublishedVersion[],
): Generator<GitObject> {
  const bySlug = new Map<Slug, PublishedVersion[]>();
  let old: Oid | null = null;
  let root: Uint8Array = new Uint8Array();
  for (const one of versions) {
    const known = [...(bySlug.get(one.slug) ?? []), one];
    bySlug.set(one.slug, known);
    const highest = shownVersion(known.map(({ version }) => version));
    const restore = known.find((other) => other !== one && other.version === highest);
    const signature = signatureOf(account, host, one.publishedAt);
    const planned = planVersion(account, { ...one, old, restore }, signature, root);
    const isTheSame = planned.written.commit === one.commit;
    if (isTheSame) yield* planned.objects;
    old = isTheSame ? planned.written.tip : one.commit;
    root = planned.root;
  }
}
