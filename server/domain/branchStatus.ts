import type { Status } from '../contract/answers.ts';
import type { FunctionId } from '../contract/names.ts';
import type { PublishedVersion } from './publishedVersion.ts';
import { type FunctionRoot, versionTrees } from './versionTrees.ts';

/** How a branch stands to the versions it published: none, the same content, or changed since. */
export function branchStatus(
  root: FunctionRoot,
  id: FunctionId,
  published: readonly PublishedVersion[],
): Status {
  const own = published.filter(({ functionId }) => functionId === id);
  if (own.length === 0) return 'draft';
  const stated = root.manifest.version;
  const treeOf = versionTrees(root);
  const same = own.some(
    ({ version, tree }) => (stated === undefined || stated === version) && treeOf(version) === tree,
  );
  return same ? 'published' : 'modified';
}
