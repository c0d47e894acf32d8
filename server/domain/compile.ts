import { posix } from 'node:path';
import type * as esbuild from 'esbuild';
import type { Diagnostic } from '../contract/answers.ts';
import type { PortablePath } from '../contract/names.ts';
import { findEntrypoint, isDeclaration, isSource } from './entrypoint.ts';
import { error } from './finding.ts';
import { type FunctionContent, splitText } from './functionTree.ts';
import { resolveImport } from './importTargets.ts';
import { isRelative } from './moduleReferences.ts';
import { tooDeep } from './nesting.ts';
import { WHOLE_FILE } from './syntaxNodes.ts';

/** Runs a build; one that ends the compiler's process gives `undefined`. */
export type RunBuild = (options: esbuild.BuildOptions) => Promise<esbuild.BuildResult | undefined>;

/** What a compiler saw. */
export interface Compiled {
  /** Syntax errors, with their place. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the entrypoint exports; missing where that cannot be known. */
  readonly exports: ReadonlySet<string> | undefined;
}

/** What one file exports by itself, and the modules whose exports it passes on. */
interface OwnExports {
  readonly names: readonly string[];
  readonly passedOn: readonly string[];
}

const NAMESPACE = 'function';
const LOADERS: Record<string, esbuild.Loader> = {
  ...{ ts: 'ts', mts: 'ts', cts: 'ts', tsx: 'tsx', js: 'jsx', mjs: 'jsx', cjs: 'jsx', jsx: 'jsx' },
};
const PASSED_ON = /^export \* from "([^"]*)"/gm;
const COMMON_JS = /^(?:module\.)?exports\b/m;

/**
 * Compiles every source file by itself with esbuild: nothing is read from disk, no code is run. They are never bundled,
 * since a bundler looks on the disk for files that a path put together at run time could mean.
 */
export async function compile(runBuild: RunBuild, content: FunctionContent): Promise<Compiled> {
  const { texts } = splitText(content.files);
  const paths = [...texts.keys()].filter((path) => isSource(path) && !isDeclaration(path));
  if (paths.length === 0) return { diagnostics: [], exports: undefined };
  const { diagnostics, files } = await build(runBuild, paths, texts);
  const entrypoint = findEntrypoint(content.manifest, content.files.keys());
  return { diagnostics, exports: entrypoint && files && exportsOf(entrypoint, files) };
}

async function build(
  runBuild: RunBuild,
  paths: readonly PortablePath[],
  texts: ReadonlyMap<PortablePath, string>,
): Promise<{ diagnostics: readonly Diagnostic[]; files?: ReadonlyMap<string, OwnExports> }> {
  try {
    const result = await runBuild({
      entryPoints: paths.map((path) => ({ in: path, out: path })),
      outdir: '/',
      bundle: false,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
      logLevel: 'silent',
      logLimit: 100,
      tsconfigRaw: '{}',
      absWorkingDir: '/',
      plugins: [virtualFiles(texts)],
    });
    if (!result) return { diagnostics: [tooDeep(paths[0] ?? '')] };
    return { diagnostics: result.errors.map(toDiagnostic), files: ownExports(paths, result) };
  } catch (failure) {
    const { errors } = failure as Partial<esbuild.BuildFailure>;
    if (!errors) throw failure;
    return { diagnostics: errors.map(toDiagnostic) };
  }
}

function virtualFiles(texts: ReadonlyMap<PortablePath, string>): esbuild.Plugin {
  return {
    name: 'virtual-files',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, kind }) =>
        kind === 'entry-point' ? { path, namespace: NAMESPACE } : { path, external: true },
      );
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: texts.get(path as PortablePath) ?? '',
        loader: LOADERS[posix.extname(path).slice(1)] ?? 'text',
      }));
    },
  };
}

function toDiagnostic({ text, location }: esbuild.Message): Diagnostic {
  const message = `Correct the syntax: ${text}.`;
  if (!location) return error('', WHOLE_FILE, 'SYNTAX', message);
  const place = { line: location.line, column: columnOf(location) };
  return error(location.file.replace(`${NAMESPACE}:`, ''), place, 'SYNTAX', message);
}

/** esbuild counts bytes; everyone else counts characters. */
function columnOf({ lineText, column }: esbuild.Location): number {
  return Buffer.from(lineText).subarray(0, column).toString().length + 1;
}

function ownExports(
  paths: readonly PortablePath[],
  { metafile, outputFiles = [] }: esbuild.BuildResult,
): ReadonlyMap<string, OwnExports> {
  const outputs = metafile?.outputs ?? {};
  const compiled = new Map(outputFiles.map((file) => [file.path, file.text]));
  return new Map(
    paths.map((path) => {
      const text = compiled.get(`/${path}.js`) ?? '';
      const passedOn = [...text.matchAll(PASSED_ON)].map(([, specifier = '']) => specifier);
      const names = outputs[`${path}.js`]?.exports ?? [];
      // What CommonJS exports is only known at run time, like what a package does.
      const unknown = names.length === 0 && COMMON_JS.test(text) ? ['*'] : [];
      return [path, { names, passedOn: [...passedOn, ...unknown] }];
    }),
  );
}

/** What an entrypoint exports with all that it passes on; unknown where a part of that is not the function's own. */
function exportsOf(
  entrypoint: string,
  files: ReadonlyMap<string, OwnExports>,
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  const seen = new Set<string>();
  const has = (path: string) => files.has(path);
  const open = [entrypoint];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const own = files.get(path);
    for (const name of own?.names ?? []) if (path === entrypoint || name !== 'default') names.add(name);
    for (const specifier of own?.passedOn ?? []) {
      const { target } = isRelative(specifier) ? resolveImport(path, specifier, has) : {};
      if (target === undefined) return undefined;
      open.push(target);
    }
  }
  return names;
}
