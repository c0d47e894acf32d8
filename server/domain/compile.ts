import { posix } from 'node:path';
import type * as esbuild from 'esbuild';
import type { Diagnostic } from '../contract/answers.ts';
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

const NAMESPACE = 'function';
const LOADERS: Record<string, esbuild.Loader> = {
  ...{ ts: 'ts', mts: 'ts', cts: 'ts', tsx: 'tsx', js: 'jsx', mjs: 'jsx', cjs: 'jsx', jsx: 'jsx' },
  ...{ json: 'json', css: 'text', txt: 'text', md: 'text', sql: 'text', html: 'text' },
};

/** Parses every source file with esbuild, over the given files only: nothing is read from disk, no code is run. */
export async function compile(runBuild: RunBuild, content: FunctionContent): Promise<Compiled> {
  const { texts } = splitText(content.files);
  const entrypoint = findEntrypoint(content.manifest, content.files.keys());
  const seen = new Set<string>();
  const main = entrypoint && (await build(runBuild, [entrypoint], texts, seen, { follow: true }));
  // Those that the entrypoint does not reach are parsed one by one: bundled, each would hold all that it imports.
  const others = [...texts.keys()].filter(
    (path) => isSource(path) && !isDeclaration(path) && !seen.has(path),
  );
  const rest = await build(runBuild, others, texts, seen, { follow: false });
  const diagnostics = [...(main ? main.diagnostics : []), ...rest.diagnostics];
  return { diagnostics, exports: main ? exportsOf(main) : undefined };
}

/** What is used of a build's result; a failed one has diagnostics alone. */
interface Built {
  readonly diagnostics: readonly Diagnostic[];
  readonly metafile?: esbuild.Metafile | undefined;
  readonly outputFiles?: esbuild.OutputFile[] | undefined;
}

async function build(
  runBuild: RunBuild,
  entryPoints: readonly string[],
  texts: ReadonlyMap<string, string>,
  seen: Set<string>,
  options: { follow: boolean },
): Promise<Built> {
  if (entryPoints.length === 0) return { diagnostics: [] };
  try {
    const result = await runBuild({
      entryPoints: entryPoints.map((path) => ({ in: path, out: path })),
      outdir: '/',
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
      logLevel: 'silent',
      logLimit: 100,
      tsconfigRaw: '{}',
      absWorkingDir: '/',
      plugins: [virtualFiles(texts, seen, options.follow)],
    });
    if (!result) return { diagnostics: [tooDeep(entryPoints[0] ?? '')] };
    return { ...result, diagnostics: result.errors.map(toDiagnostic) };
  } catch (failure) {
    const { errors } = failure as Partial<esbuild.BuildFailure>;
    if (!errors) throw failure;
    return { diagnostics: errors.map(toDiagnostic) };
  }
}

function virtualFiles(
  texts: ReadonlyMap<string, string>,
  seen: Set<string>,
  follow: boolean,
): esbuild.Plugin {
  return {
    name: 'virtual-files',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (kind === 'entry-point') return { path, namespace: NAMESPACE };
        // Whether imports lead somewhere is not asked here, where type-only ones are never seen.
        const { target } =
          follow && isRelative(path) ? resolveImport(importer, path, (file) => texts.has(file)) : {};
        return target === undefined ? { path, external: true } : { path: target, namespace: NAMESPACE };
      });
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
        seen.add(path);
        return { contents: texts.get(path) ?? '', loader: LOADERS[posix.extname(path).slice(1)] ?? 'text' };
      });
    },
  };
}

function toDiagnostic({ text, location }: esbuild.Message): Diagnostic {
  if (!location) return error('', WHOLE_FILE, 'SYNTAX', text);
  const place = { line: location.line, column: columnOf(location) };
  return error(location.file.replace(`${NAMESPACE}:`, ''), place, 'SYNTAX', text);
}

/** esbuild counts bytes; everyone else counts characters. */
function columnOf({ lineText, column }: esbuild.Location): number {
  return Buffer.from(lineText).subarray(0, column).toString().length + 1;
}

/** What an output exports; unknown where it passes on whatever a package exports. */
function exportsOf({ outputFiles, metafile }: Built): ReadonlySet<string> | undefined {
  if (!metafile || outputFiles?.some(({ text }) => /^export \* from /m.test(text))) return undefined;
  return new Set(Object.values(metafile.outputs).flatMap((output) => output.exports));
}
