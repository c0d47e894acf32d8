import { MANIFEST_PATH } from '../contract/manifest.ts';
import type { Oid } from '../contract/names.ts';
import { decodeText } from '../domain/fileContent.ts';
import { contentOfFiles } from '../domain/functionTree.ts';
import type { FunctionRoot } from '../domain/versionTrees.ts';
import type { RepoReader } from '../git/gitStore.ts';

/** Reads what a function's tree says of itself, without its other files; throws as they would where it cannot be read. */
export async function readRoot(repo: RepoReader, tree: Oid): Promise<FunctionRoot> {
  const entries = await repo.tree(tree);
  const entry = entries.find(({ name }) => name === MANIFEST_PATH);
  const bytes = entry ? await repo.blob(entry.oid) : Buffer.from('{}');
  const { manifest, slug } = contentOfFiles(new Map([[MANIFEST_PATH, bytes]]));
  return { slug, manifest, text: decodeText(MANIFEST_PATH, bytes), entries: () => entries };
}
