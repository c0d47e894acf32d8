/** A file as a list of files names it. */
export interface PathEntry {
  path: string;
  /** Bytes. */
  size: number;
}

/** A folder with what is in it, or a file. */
export type PathNode<T extends PathEntry> =
  | { name: string; path: string; members: PathNode<T>[] }
  | { name: string; path: string; file: T };

/** Puts files into their folders; folders come first, each kind in the order of names. */
export function nestPaths<T extends PathEntry>(files: readonly T[], folder = ''): PathNode<T>[] {
  const inFolders = new Map<string, T[]>();
  const here: PathNode<T>[] = [];
  for (const file of files) {
    const rest = file.path.slice(folder.length);
    const slash = rest.indexOf('/');
    if (slash < 0) here.push({ name: rest, path: file.path, file });
    else {
      const path = `${folder}${rest.slice(0, slash)}`;
      inFolders.set(path, [...(inFolders.get(path) ?? []), file]);
    }
  }
  const folders = [...inFolders].map(([path, members]) => ({
    name: path.slice(folder.length),
    path,
    members: nestPaths(members, `${path}/`),
  }));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  return [...folders.sort(byName), ...here.sort(byName)];
}
