import type { Status } from '../contract/answers.ts';
import type { FunctionId } from '../contract/names.ts';
import type { FunctionContent } from './functionTree.ts';
import type { PublishedVersion } from './publishedVersion.ts';
import { versionTrees } from './versionTrees.ts';

/** How a branch stands to the versions it published: none, the same content, or changed since. */
export function branchStatus(
  content: FunctionContent,
  id: FunctionId,
  published: readonly PublishedVersion[],
): Status {
  const own = published.filter(({ functionId }) => functionId === id);
  if (own.length === 0) return 'draft';
  const stated = content.manifest.version;
  const treeOf = versionTrees(content);
  const same = own.some(
    ({ version, tree }) => (stated === undefined || stated === version) && treeOf(version) === tree,
  );
  return same ? 'published' : 'modified';
}
