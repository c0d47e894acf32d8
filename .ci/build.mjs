// Builds dist/: the command line with the server in it, and the files that pages refer to.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Loaded at run time: they hold binaries, or find their own files beside them. */
const EXTERNAL = ['esbuild', 'libsql', 'pino', 'pino-http', 'sanitize-html', 'express', 'isomorphic-git'];

/** Builds everything into a folder. */
export async function build(outdir = join(root, 'dist')) {
  rmSync(outdir, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { aerostack: 'cli/main.ts', demo: 'fixtures/demo.ts' },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    chunkNames: 'chunks/[name]-[hash]',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    define: {
      __VERSION__: JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version),
    },
    logLevel: 'warning',
  });
  chmodSync(join(outdir, 'aerostack.js'), 0o755);
  mkdirSync(join(outdir, 'web'), { recursive: true });
  const css = await esbuild.build({
    entryPoints: [join(root, 'web/styles/main.css')],
    bundle: true,
    minify: true,
    write: false,
  });
  writeHashed(join(outdir, 'web'), 'main', 'css', css.outputFiles[0].contents);
  writeHashed(join(outdir, 'web'), 'logo', 'svg', readFileSync(join(root, 'web/logo.svg')));
}

function writeHashed(folder, stem, extension, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  writeFileSync(join(folder, `${stem}-${hash}.${extension}`), content);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
