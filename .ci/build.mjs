// Builds dist/: the command line with the server in it, and the files that pages refer to.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildMonaco, packed } from './monaco.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Loaded at run time: they hold binaries, or find their own files beside them. */
const EXTERNAL = ['esbuild', 'libsql', 'isomorphic-git', 'undici'];

const MANIFEST = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Makes the folder a package of its own, which needs no more than what could not be bundled. */
const PACKAGE = {
  ...Object.fromEntries(
    ['name', 'version', 'description', 'license', 'type', 'engines'].map((key) => [key, MANIFEST[key]]),
  ),
  bin: { aerostack: './aerostack.js' },
  dependencies: Object.fromEntries(EXTERNAL.map((name) => [name, MANIFEST.dependencies[name]])),
};

const HOOKS = ['pre-receive', 'proc-receive'];

/** What the bundles have in common. */
export const BUNDLE = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Some packages' CommonJS build finds its own parts at run time, which a bundle cannot.
  mainFields: ['module', 'main'],
  external: EXTERNAL,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  chunkNames: 'chunks/[name]-[hash]',
  // Bundled CommonJS packages ask for `require`, which ES modules lack.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  define: {
    __VERSION__: JSON.stringify(MANIFEST.version),
  },
  // What is read at every start is shorter by a third; names stay, for whoever reads a stack.
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
};

/** Builds everything into a folder; files that stay the same are left alone, so that running processes do not notice. */
export async function build(outdir = join(root, 'dist')) {
  const entryPoints = {
    aerostack: 'cli/main.ts',
    demo: 'fixtures/demo.ts',
    inspectionThread: 'server/services/inspectionThread.ts',
    importsThread: 'server/services/importsThread.ts',
    sourceThread: 'server/services/sourceThread.ts',
    readmeThread: 'server/http/pages/readmeThread.ts',
  };
  const { outputFiles } = await esbuild.build({ ...BUNDLE, entryPoints, outdir });
  const assets = {
    js: hashed('islands', 'js', await script('web/islands/main.ts')),
    css: hashed('main', 'css', await stylesheet('web/styles/main.css')),
    icon: hashed('logo', 'svg', readFileSync(join(root, 'web/logo.svg'))),
  };
  const editor = {
    editorJs: hashed('editor', 'js', await script('web/editor/main.tsx')),
    editorCss: hashed('editor', 'css', await stylesheet('web/editor/styles/editor.css')),
  };
  const named = Object.entries({ ...assets, ...editor });
  const names = Object.fromEntries(named.map(([role, { name }]) => [role, name]));
  const web = join(outdir, 'web');
  const packedEditor = await Promise.all(Object.values(editor).map((asset) => packed(web, asset)));
  const files = new Map([
    ...outputFiles.map(({ path, contents }) => [path, contents]),
    ...Object.values(assets).map(({ name, contents }) => [join(web, name), contents]),
    [join(outdir, 'web/assets.json'), Buffer.from(JSON.stringify(names))],
    ...copies('cli/templates', join(outdir, 'templates'), ['tsconfig.json']),
    ...copies('docs/guides', join(outdir, 'web/guides')),
    ...hookFiles(outdir),
    ...packedEditor.flat(),
    ...(await buildMonaco(root, web)),
    [join(outdir, 'package.json'), Buffer.from(`${JSON.stringify(PACKAGE, null, 2)}\n`)],
  ]);
  for (const [path, contents] of files) {
    // What is there already, and as it should be.
    if (contents === undefined) continue;
    if (existsSync(path) && readFileSync(path).equals(contents)) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, contents);
    renameSync(`${path}.new`, path);
  }
  for (const program of ['aerostack.js', ...HOOKS.map((hook) => `hooks/${hook}`)])
    chmodSync(join(outdir, program), 0o755);
  return new Set(files.keys());
}

async function stylesheet(entry) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, entry)],
    bundle: true,
    minify: true,
    write: false,
  });
  return outputFiles[0].contents;
}

async function script(entry) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, entry)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    write: false,
  });
  return outputFiles[0].contents;
}

/** Files that stay as they are: what `functions init` copies, and the guides. */
function copies(from, to, omitted = []) {
  const folder = join(root, from);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .filter((path) => !omitted.includes(path))
    .map((path) => [join(to, path), readFileSync(join(folder, path))]);
}

/** What git runs when it receives a push. */
function hookFiles(outdir) {
  return HOOKS.map((hook) => [
    join(outdir, 'hooks', hook),
    readFileSync(join(root, 'server/git/hooks', hook)),
  ]);
}

function hashed(stem, extension, contents) {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  return { name: `${stem}-${hash}.${extension}`, contents };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outdir = join(root, 'dist');
  const built = await build(outdir);
  for (const name of readdirSync(outdir, { recursive: true })) {
    const path = join(outdir, name);
    if (!built.has(path) && statSync(path).isFile()) rmSync(path);
  }
}
