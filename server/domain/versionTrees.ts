import { fieldEditor } from '../contract/editJson.ts';
import { MANIFEST_PATH, type Manifest } from '../contract/manifest.ts';
import type { Oid, Slug, Version } from '../contract/names.ts';
import { decodeText, encodeText } from './fileContent.ts';
import type { FunctionContent } from './functionTree.ts';
import { gitObject, parseTree, type TreeEntry, treeObject, treeOfFiles } from './gitObjects.ts';

/** As much of a function as tells its tree with one version or another, without its other files. */
export interface FunctionRoot {
  readonly slug: Slug;
  readonly manifest: Manifest;
  /** Of aerostack.json. */
  readonly text: string;
  /** Of the root tree. */
  entries(): readonly TreeEntry[];
}

/** The root of a function whose files are all at hand; they are hashed only where its entries are asked for. */
export function rootOfContent({ files, manifest, slug }: FunctionContent): FunctionRoot {
  const text = decodeText(MANIFEST_PATH, files.get(MANIFEST_PATH) ?? new Uint8Array());
  return { slug, manifest, text, entries: () => parseTree(treeOfFiles(files).objects.at(-1)!.content) };
}

/**
 * The oid of the tree that a function has with a version in its aerostack.json. Other files are hashed once at most,
 * since a branch may be compared with hundreds of versions.
 */
export function versionTrees({ manifest, text, entries }: FunctionRoot): (version: Version) => Oid {
  const root = entries();
  const edit = fieldEditor(text, 'version');
  return (version) => {
    if (version === manifest.version) return treeObject(root).oid;
    const { oid } = gitObject('blob', encodeText(MANIFEST_PATH, edit(version)));
    return treeObject(root.map((entry) => (entry.name === MANIFEST_PATH ? { ...entry, oid } : entry))).oid;
  };
}
