import type { BuildOptions } from 'esbuild';

/** What the bundles have in common. */
export const BUNDLE: BuildOptions & { write: false };

/** Builds everything into a folder, `dist` where none is named; gives the paths of the files. */
export function build(outdir?: string): Promise<Set<string>>;
