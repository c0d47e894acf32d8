// Builds Monaco: the part that the page loads, its stylesheet and font, and its workers, each compressed beforehand.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import * as esbuild from 'esbuild';

const MONACO = 'node_modules/monaco-editor';
const ENTRIES = {
  js: 'web/editor/monaco.ts',
  editorWorker: `${MONACO}/esm/vs/editor/editor.worker.js`,
  jsonWorker: `${MONACO}/esm/vs/languages/features/json/json.worker.js`,
  tsWorker: `${MONACO}/esm/vs/languages/features/typescript/ts.worker.js`,
};
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22 };
const compressions = {
  '.br': (contents) =>
    promisify(brotliCompress)(contents, {
      params: { ...BROTLI, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length },
    }),
  '.gz': (contents) => promisify(gzip)(contents, { level: 9 }),
};

/**
 * Monaco's files by path below `folder`, and `monaco.json` that names them by role. What an earlier build left there is
 * taken as it is, where it was made from the same: building and compressing this takes longer than everything else.
 *
 * @param {string} root of the repository
 * @param {string} folder where earlier builds are, and this one will be
 * @returns {Promise<Map<string, Uint8Array | undefined>>} `undefined` for what is there already
 */
export async function buildMonaco(root, folder) {
  const list = join(folder, 'monaco.json');
  const key = keyOf(root);
  const earlier = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : {};
  if (earlier.key === key) {
    const paths = Object.values(earlier.files).flatMap((name) => pathsOf(folder, name));
    if (paths.every((path) => existsSync(path)))
      return new Map([...paths, list].map((path) => [path, undefined]));
  }
  const made = await Promise.all(Object.entries(ENTRIES).map(([role, entry]) => bundle(root, role, entry)));
  const assets = new Map(made.flat());
  const contents = [...assets.values()];
  const compressed = await Promise.all(contents.map((asset) => packed(folder, asset)));
  const files = Object.fromEntries([...assets].map(([role, { name }]) => [role, name]));
  return new Map([...compressed.flat(), [list, Buffer.from(JSON.stringify({ key, files }))]]);
}

/**
 * A hashed file in its compressed forms, by path; `undefined` for what is there already, since the name tells the
 * content.
 *
 * @param {string} folder
 * @param {{ name: string, contents: Uint8Array }} asset
 * @returns {Promise<[path: string, contents: Uint8Array | undefined][]>}
 */
export async function packed(folder, { name, contents }) {
  const pairs = Object.entries(compressions).map(async ([ending, compressed]) => {
    const path = join(folder, name + ending);
    return [path, existsSync(path) ? undefined : await compressed(contents)];
  });
  return Promise.all(pairs);
}

async function bundle(root, role, entry) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'es2022',
    loader: { '.ttf': 'file' },
    assetNames: 'codicon-[hash]',
    logLevel: 'warning',
  });
  return outputFiles.map(({ path, contents }) => {
    const extension = path.slice(path.lastIndexOf('.') + 1);
    // The stylesheet names the font by the name that it is given here.
    if (extension === 'ttf') return ['font', { name: path.slice(path.lastIndexOf('/') + 1), contents }];
    const stem = `monaco${role === 'js' ? '' : `-${role}`}`;
    return [extension === 'css' ? 'css' : role, { name: hashed(stem, extension, contents), contents }];
  });
}

function pathsOf(folder, name) {
  return Object.keys(compressions).map((ending) => join(folder, name + ending));
}

function keyOf(root) {
  const made = createHash('sha256');
  for (const path of ['web/editor/monaco.ts', '.ci/monaco.mjs']) made.update(readFileSync(join(root, path)));
  for (const name of [MONACO, 'node_modules/esbuild'])
    made.update(JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')).version);
  return made.digest('hex');
}

function hashed(stem, extension, contents) {
  return `${stem}-${createHash('sha256').update(contents).digest('hex').slice(0, 12)}.${extension}`;
}
