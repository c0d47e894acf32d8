import git, { type PromiseFsClient, type TreeEntry } from 'isomorphic-git';
import type { Oid, PortablePath } from '../../server/contract/names.ts';

/** Where isomorphic-git may write the trees it encodes: nowhere. */
const NOWHERE = (() => {
  const nothing = async () => undefined;
  const missing = async () => {
    throw Object.assign(new Error('nothing is stored here'), { code: 'ENOENT' });
  };
  const reads = {
    readFile: missing,
    stat: missing,
    lstat: missing,
    readlink: missing,
    readdir: async () => [],
  };
  const writes = { writeFile: nothing, mkdir: nothing, rmdir: nothing, unlink: nothing, symlink: nothing };
  return { promises: { ...reads, ...writes } } satisfies PromiseFsClient;
})();

/** The oid of a file's content, by isomorphic-git. */
export async function blobOid(content: Uint8Array): Promise<Oid> {
  const { oid } = await git.hashBlob({ object: content });
  return oid as Oid;
}

/**
 * The oid of the tree that holds these files with mode 100644, by isomorphic-git: a second opinion that shares no code
 * with what the registry computes its oids with.
 */
export async function treeOid(files: ReadonlyMap<PortablePath, Uint8Array>): Promise<Oid> {
  const entries: TreeEntry[] = [];
  const folders = new Map<string, Map<PortablePath, Uint8Array>>();
  for (const [path, content] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) entries.push({ mode: '100644', path, type: 'blob', oid: await blobOid(content) });
    else {
      const name = path.slice(0, slash);
      const inside = folders.get(name) ?? new Map();
      folders.set(name, inside.set(path.slice(slash + 1) as PortablePath, content));
    }
  }
  for (const [path, inside] of folders) {
    entries.push({ mode: '040000', path, type: 'tree', oid: await treeOid(inside) });
  }
  return (await git.writeTree({ fs: NOWHERE, gitdir: '/', tree: entries })) as Oid;
}
