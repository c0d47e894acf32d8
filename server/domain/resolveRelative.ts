const EXTENSIONS = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.json',
  '.d.ts',
  '.d.mts',
  '.d.cts',
];
/** TypeScript lets an import name the file that compiling would make. */
const COMPILED: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx', '.d.ts'],
  '.jsx': ['.tsx', '.d.ts'],
  '.mjs': ['.mts', '.d.mts'],
  '.cjs': ['.cts', '.d.cts'],
};

/**
 * The file that a relative import leads to, as TypeScript and bundlers find it: as it is, with an extension, with the
 * extension of its source, or as the index of a folder. `target` is normalised and relative to the function's root.
 */
export function resolveRelative(target: string, has: (path: string) => boolean): string | undefined {
  const folder = target === '' || target === '.' ? '' : target.replace(/\/?$/, '/');
  return candidates(target, folder).find(has);
}

function candidates(target: string, folder: string): string[] {
  const indexes = EXTENSIONS.map((extension) => `${folder}index${extension}`);
  if (folder === '' || target.endsWith('/')) return indexes;
  const compiled = /\.[mc]?jsx?$/.exec(target)?.[0] ?? '';
  const stem = target.slice(0, target.length - compiled.length);
  const sources = (COMPILED[compiled] ?? []).map((extension) => stem + extension);
  return [target, ...sources, ...EXTENSIONS.map((extension) => target + extension), ...indexes];
}
