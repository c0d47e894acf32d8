import type { Versions } from '../../server/contract/answers.ts';
import { isVersion } from '../../server/contract/names.ts';
import { type FunctionContent, withVersion } from '../../server/domain/functionTree.ts';
import { shownVersion } from '../../server/domain/versions.ts';
import { treeOid } from '../git/treeOid.ts';

type PublishedOne = Versions['versions'][number];

/**
 * The published version that is this content, told by the oid of its tree. Content that states no version is compared
 * with the version that the Hub shows, as if it stated that.
 */
export async function publishedAs(
  content: FunctionContent,
  published: readonly PublishedOne[],
): Promise<PublishedOne | undefined> {
  if (published.length === 0) return undefined;
  if (content.manifest.version !== undefined) {
    const tree = await treeOid(content.files);
    return published.find((one) => one.tree === tree);
  }
  const version = shownVersion(published.flatMap((one) => (isVersion(one.version) ? [one.version] : [])));
  if (version === undefined) return undefined;
  const tree = await treeOid(withVersion(content, version).files);
  return published.find((one) => one.version === version && one.tree === tree);
}
