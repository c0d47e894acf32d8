import type { Versions } from '../contract/answers.ts';
import { tagName } from '../domain/publishedVersion.ts';
import { findVersion, listVersions } from './browse.ts';
import type { PublishedNames } from './publishedNames.ts';
import type { Stores } from './stores.ts';
import type { ReadVersionContent, VersionContent } from './versionContent.ts';

/** What reading the page of a version takes. */
export interface FunctionViewReader {
  readonly stores: Stores;
  readonly contents: ReadVersionContent;
  readonly names: PublishedNames;
}

/** One version of a function as people look at it. */
export interface FunctionView extends Omit<VersionContent, 'metadata'> {
  readonly fn: VersionContent['metadata'] & {
    readonly slug: string;
    readonly author_username: string;
    readonly version: string;
    readonly star_count: number;
    readonly clone_count: number;
    readonly tag: string;
    readonly commit: string;
    readonly tree: string;
    readonly published_at: string;
  };
  readonly versions: Versions['versions'];
  readonly takenDown: Versions['takenDown'];
  /** The function of another account that this one is easily mistaken for. */
  readonly mistakenFor: { readonly author: string; readonly slug: string } | undefined;
}

/** Reads the version that a range names, for its page; throws as `findVersion` does. */
export async function readFunctionView(
  { stores, contents, names }: FunctionViewReader,
  username: string,
  slug: string,
  range?: string,
): Promise<FunctionView> {
  const version = await findVersion(stores, username, slug, range);
  const { versions, takenDown } = await listVersions(stores, username, slug);
  const { metadata, ...content } = await contents(version);
  const { stars, installs } = await stores.accounts.counts(version.account, version.slug);
  const other = await names.mistakenFor(version.account, version.slug);
  return {
    ...content,
    versions,
    takenDown,
    mistakenFor: other && { author: other.account, slug: other.slug },
    fn: {
      ...metadata,
      slug: version.slug,
      author_username: version.account,
      version: version.version,
      star_count: stars,
      clone_count: installs,
      tag: tagName(version.slug, version.version),
      commit: version.commit,
      tree: version.tree,
      published_at: new Date(version.publishedAt).toISOString(),
    },
  };
}
