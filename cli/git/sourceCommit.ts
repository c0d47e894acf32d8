import fs from 'node:fs';
import { relative, sep } from 'node:path';
import git from 'isomorphic-git';
import type { FunctionFiles } from '../../server/domain/gitObjects.ts';
import { blobOid } from './treeOid.ts';

/**
 * The commit that HEAD of the working copy names, when it holds every one of the files byte for byte; nothing where
 * there is no repository, no commit, or a file that differs from it.
 */
export async function sourceCommitOf(root: string, files: FunctionFiles): Promise<string | undefined> {
  try {
    const dir = await git.findRoot({ fs, filepath: root });
    const commit = await git.resolveRef({ fs, dir, ref: 'HEAD' });
    const prefix = relative(dir, root).split(sep).filter(Boolean).join('/');
    const committed = await committedBlobs(dir, commit, prefix);
    for (const [path, content] of files) {
      if (committed.get(path) !== (await blobOid(content))) return undefined;
    }
    return commit;
  } catch {
    // A push does not fail for a repository that cannot be read: the field is only there where it is certain.
    return undefined;
  }
}

/** Blob oids by path below a folder of a commit. */
async function committedBlobs(dir: string, commit: string, prefix: string): Promise<Map<string, string>> {
  const cache = {};
  const blobs = new Map<string, string>();
  const read = (oid: string, filepath?: string) =>
    git.readTree({ fs, dir, oid, cache, ...(filepath ? { filepath } : {}) });
  const open = [{ at: '', tree: (await read(commit, prefix)).tree }];
  for (let folder = open.pop(); folder; folder = open.pop()) {
    for (const entry of folder.tree) {
      const path = folder.at + entry.path;
      if (entry.type === 'blob') blobs.set(path, entry.oid);
      if (entry.type === 'tree') open.push({ at: `${path}/`, tree: (await read(entry.oid)).tree });
    }
  }
  return blobs;
}
