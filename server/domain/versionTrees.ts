import { MANIFEST_PATH } from '../contract/manifest.ts';
import type { Oid, Version } from '../contract/names.ts';
import { fieldEditor } from './editJson.ts';
import { encodeText, textOf } from './fileContent.ts';
import type { FunctionContent } from './functionTree.ts';
import { gitObject, parseTree, treeObject, treeOfFiles } from './gitObjects.ts';

/**
 * The oid of the tree that the content gives with a version in its aerostack.json. All other files are hashed once,
 * since a branch may be compared with hundreds of versions.
 */
export function versionTrees({ files, manifest }: FunctionContent): (version: Version) => Oid {
  const own = treeOfFiles(files);
  const root = parseTree(own.objects.at(-1)!.content);
  const edit = fieldEditor(textOf(files.get(MANIFEST_PATH)!) ?? '', 'version');
  return (version) => {
    if (version === manifest.version) return own.oid;
    const { oid } = gitObject('blob', encodeText(MANIFEST_PATH, edit(version)));
    return treeObject(root.map((entry) => (entry.name === MANIFEST_PATH ? { ...entry, oid } : entry))).oid;
  };
}
