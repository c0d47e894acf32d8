import type { FunctionId, Oid, Slug, Username, Version } from '../contract/names.ts';
import { shownVersion } from './versions.ts';
import type { Source } from './writePlan.ts';

/** What is known of a published version from its tag, its commit's trailers and its tree. */
export interface PublishedVersion {
  readonly account: Username;
  readonly slug: Slug;
  readonly version: Version;
  readonly functionId: FunctionId;
  readonly source: Source;
  /** The account that published it. */
  readonly publisher: Username;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  readonly tagOid: Oid;
  /** The commit on `published` that the tag names. */
  readonly commit: Oid;
  /** The oid of the `<slug>/` folder in that commit. */
  readonly tree: Oid;
}

/** The one of a function's versions that stands for it, as {@link shownVersion} says; nothing where there are none. */
export function newestOf(published: readonly PublishedVersion[]): PublishedVersion | undefined {
  const shown = shownVersion(published.map(({ version }) => version));
  return published.find(({ version }) => version === shown);
}

/** The name of the tag of a version, without `refs/tags/`. */
export function tagName(slug: Slug, version: Version): string {
  return `${slug}@${version}`;
}
