import type { Status } from '../contract/answers.ts';
import type { FunctionId } from '../contract/names.ts';
import { type FunctionContent, withVersion } from './functionTree.ts';
import { treeOfFiles } from './gitObjects.ts';
import type { PublishedVersion } from './publishedVersion.ts';

/** How a branch stands to the versions it published: none, the same content, or changed since. */
export function branchStatus(
  content: FunctionContent,
  id: FunctionId,
  published: readonly PublishedVersion[],
): Status {
  const own = published.filter(({ functionId }) => functionId === id);
  if (own.length === 0) return 'draft';
  const same = own.some(({ version, tree }) => {
    const stated = content.manifest.version;
    return (
      (stated === undefined || stated === version) &&
      treeOfFiles(withVersion(content, version).files).oid === tree
    );
  });
  return same ? 'published' : 'modified';
}
