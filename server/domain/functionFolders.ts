import { MANIFEST_PATH } from '../contract/manifest.ts';

const NOT_OWN = /(?:^|\/)(?:node_modules|\.[^/]*)\//;

/**
 * The folders of a tree that are functions: the root (`''`) where it holds an aerostack.json, else every outermost
 * folder that does, in path order. Packages that were installed and hidden folders hold none.
 */
export function functionFolders(paths: Iterable<string>): string[] {
  const suffix = `/${MANIFEST_PATH}`;
  const folders: string[] = [];
  for (const path of paths) {
    if (path === MANIFEST_PATH) return [''];
    if (path.endsWith(suffix) && !NOT_OWN.test(path)) folders.push(path.slice(0, -suffix.length));
  }
  const known = new Set(folders);
  return folders.filter((folder) => !parentsOf(folder).some((parent) => known.has(parent))).sort();
}

function parentsOf(folder: string): string[] {
  const segments = folder.split('/');
  return segments.slice(0, -1).map((_, depth) => segments.slice(0, depth + 1).join('/'));
}
