// Gives scenarios what they import of server/, cli/ and web/ as bundles: loading some hundred modules one by one
// takes longer than many a file's tests, and makes each process so large that it starts others slowly.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import * as esbuild from 'esbuild';
import { BUNDLE } from './build.mjs';

const root = BUNDLE.absWorkingDir;
const fixtures = join(root, 'fixtures');
// Below node_modules, so that it is loaded as packages are.
const outdir = join(root, 'node_modules/.cache/aerostack-scenarios');

/** A plugin for Vite. */
export function builtSource() {
  let built;
  return {
    name: 'built-source',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (importer === undefined) return null;
      const entry = entryOf(source, importer);
      if (entry === undefined) return null;
      built ??= buildEntries();
      const files = await built;
      return files.get(entry) ?? null;
    },
  };
}

/** The path from the root of a module outside the fixtures that one of them imports. */
function entryOf(source, importer) {
  if (!source.startsWith('.') || !importer.startsWith(fixtures + sep)) return undefined;
  const path = relative(root, resolve(dirname(importer), source));
  return /^(?:server|cli|web)\//.test(path) ? path : undefined;
}

async function buildEntries() {
  const entries = [...new Set(sources().flatMap(importsOutside))];
  const entryPoints = Object.fromEntries(entries.map((path) => [path.replace(/\.tsx?$/, ''), path]));
  const external = [...BUNDLE.external, 'vitest'];
  await esbuild.build({
    ...BUNDLE,
    external,
    write: true,
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
  });
  return new Map(entries.map((path) => [path, join(outdir, path.replace(/\.tsx?$/, '.mjs'))]));
}

function sources() {
  return readdirSync(fixtures, { recursive: true })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(fixtures, path));
}

function importsOutside(file) {
  const specifiers = readFileSync(file, 'utf8').matchAll(/^(?:import|export|\}) .*?from '(\.[^']+)';$/gm);
  return [...specifiers]
    .map(([, specifier]) => entryOf(specifier, file))
    .filter((path) => path !== undefined);
}
