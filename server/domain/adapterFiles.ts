import type { PortablePath } from '../contract/names.ts';

/** The files by which logic, tables and a framework are kept apart, where they exist: at the root, or in `src/`. */
export interface AdapterFiles {
  readonly core: PortablePath | undefined;
  readonly schema: PortablePath | undefined;
  readonly adapter: PortablePath | undefined;
}

const EXTENSIONS = ['ts', 'tsx', 'mts', 'js', 'jsx', 'mjs'];

/** Finds them among the paths of a function. */
export function adapterFiles(paths: Iterable<PortablePath>): AdapterFiles {
  const known: ReadonlySet<string> = new Set(paths);
  const find = (stem: string) =>
    ['', 'src/']
      .flatMap((folder) => EXTENSIONS.map((extension) => `${folder}${stem}.${extension}`))
      .find((path) => known.has(path)) as PortablePath | undefined;
  return { core: find('core'), schema: find('schema'), adapter: find('adapter') };
}
