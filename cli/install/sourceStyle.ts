/** The line end that a text uses, `\n` where it has none. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  return /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
}

/** A path to a module, written as the relative imports of the file are: with `.ts`, with `.js`, or without. */
export function moduleSpecifier(path: string, source: string): string {
  const typescript = /\.([mc]?)tsx?$/.exec(path);
  if (!typescript) return path;
  const used = /from\s+['"]\.{1,2}\/[^'"\n]*\.(ts|tsx|js)['"]/.exec(source)?.[1];
  if (used === 'ts' || used === 'tsx') return path;
  const stem = path.slice(0, typescript.index);
  if (typescript[1]) return `${stem}.${typescript[1]}js`;
  return used === 'js' ? `${stem}.js` : stem;
}
