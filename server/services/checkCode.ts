import { posix } from 'node:path';
import type * as esbuild from 'esbuild';
import type { Diagnostic } from '../contract/answers.ts';
import type { CodeFacts } from '../domain/diagnostics.ts';
import { findEntrypoint, isSource } from '../domain/entrypoint.ts';
import { type FunctionContent, splitText } from '../domain/functionTree.ts';
import { findDeepNesting, tooDeep } from '../domain/nesting.ts';
import { resolveRelative } from '../domain/resolveRelative.ts';
import type { RunBuild } from './parserProcess.ts';

const DECLARATIONS = /\.d\.[mc]?ts$/;
const NAMESPACE = 'function';
const LOADERS: Record<string, esbuild.Loader> = {
  ...{ ts: 'ts', mts: 'ts', cts: 'ts', tsx: 'tsx', js: 'jsx', mjs: 'jsx', cjs: 'jsx', jsx: 'jsx' },
  ...{ json: 'json', css: 'text', txt: 'text', md: 'text', sql: 'text', html: 'text' },
};

/** Checks a function's source; see {@link createCheckCode}. */
export type CheckCode = (content: FunctionContent) => Promise<CodeFacts>;

/**
 * Makes the check that parses every source file with esbuild, over the given files only: nothing is read from disk, no
 * code is run. It finds syntax errors, relative imports that lead nowhere or outside, and what the entrypoint exports.
 */
export function createCheckCode(runBuild: RunBuild): CheckCode {
  return (content) => checkCode(runBuild, content);
}

async function checkCode(runBuild: RunBuild, content: FunctionContent): Promise<CodeFacts> {
  const { texts } = splitText(content.files);
  const sources = new Map([...texts].filter(([path]) => isSource(path)));
  const deep = findDeepNesting(sources);
  if (deep.length > 0) return { diagnostics: deep, exports: undefined };
  const entrypoint = findEntrypoint(content.manifest, content.files.keys());
  const seen = new Set<string>();
  const main = entrypoint && (await build(runBuild, [entrypoint], texts, seen, { follow: true }));
  // Those that the entrypoint does not reach are parsed one by one: bundled, each would hold all that it imports.
  const others = [...sources.keys()].filter((path) => !DECLARATIONS.test(path) && !seen.has(path));
  const rest = await build(runBuild, others, texts, seen, { follow: false });
  const diagnostics = [...(main ? main.diagnostics : []), ...rest.diagnostics];
  return { diagnostics, exports: main ? exportsOf(main) : undefined };
}

/** What is used of a build's result; a failed one has diagnostics alone. */
interface Built {
  readonly diagnostics: Diagnostic[];
  readonly metafile?: esbuild.Metafile | undefined;
  readonly outputFiles?: esbuild.OutputFile[] | undefined;
}

async function build(
  runBuild: RunBuild,
  entryPoints: string[],
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
    if (!result) return { diagnostics: [tooDeep(entryPoints[0] ?? '', 0)] };
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
        if (!/^\.{1,2}(?:\/|$)/.test(path)) return { path, external: true };
        const target = posix.join(posix.dirname(importer), path);
        if (target === '..' || target.startsWith('../')) {
          return {
            errors: [{ text: `"${path}" leads out of the function's folder.`, detail: 'IMPORT_OUTSIDE' }],
          };
        }
        const found = resolveRelative(target, (candidate) => texts.has(candidate));
        if (found) return follow ? { path: found, namespace: NAMESPACE } : { path, external: true };
        return {
          errors: [{ text: `"${path}" leads to no file of the function.`, detail: 'IMPORT_NOT_FOUND' }],
        };
      });
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
        seen.add(path);
        return { contents: texts.get(path) ?? '', loader: LOADERS[posix.extname(path).slice(1)] ?? 'text' };
      });
    },
  };
}

function toDiagnostic({ text, location, detail }: esbuild.Message): Diagnostic {
  const code = typeof detail === 'string' ? detail : 'SYNTAX';
  return {
    path: location?.file.replace(`${NAMESPACE}:`, '') ?? '',
    line: location?.line ?? 0,
    column: location ? location.column + 1 : 0,
    severity: code === 'IMPORT_NOT_FOUND' ? 'warning' : 'error',
    code,
    message: text,
  };
}

/** What an output exports; unknown where it passes on whatever a package exports. */
function exportsOf({ outputFiles, metafile }: Built): ReadonlySet<string> | undefined {
  if (!metafile || outputFiles?.some(({ text }) => /^export \* from /m.test(text))) return undefined;
  return new Set(Object.values(metafile.outputs).flatMap((output) => output.exports));
}
