import { posix } from 'node:path';
import picomatch from 'picomatch';
import { RegistryError } from '../contract/errors.ts';
import { MANIFEST_PATH, type Manifest, parseManifest } from '../contract/manifest.ts';
import { type PortablePath, quote } from '../contract/names.ts';
import { parseJson } from '../contract/plainJson.ts';
import { assertNoCollisions, parsePortablePath } from '../contract/portablePath.ts';
import { withinTime } from './boundedTime.ts';
import { findEntrypoint, isSource } from './entrypoint.ts';
import { decodeText, textOf } from './fileContent.ts';
import { assertNoLink, type FileKinds, type FileSource } from './fileSource.ts';
import { type FollowOptions, followImports } from './followImports.ts';
import { findReadme } from './functionTree.ts';
import type { FunctionFiles } from './gitObjects.ts';
import { importsOf } from './importsOf.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { readmeImages } from './readmeImages.ts';

/** The files that make up a function, and what was not taken. */
export interface Selection {
  readonly entrypoint: PortablePath;
  readonly manifest: Manifest;
  readonly files: FunctionFiles;
  /** Paths as the source listed them, sorted. */
  readonly leftOut: readonly string[];
  readonly warnings: readonly string[];
  /** Of imports that lead nowhere: the checks of a function report those too, with their place. */
  readonly importWarnings: readonly string[];
}

const PATTERN_MILLISECONDS = 1_000;
/** Where a schema is looked for, whether aerostack.json names it or not. */
export const SCHEMAS = ['schema.ts', 'src/schema.ts'];

/**
 * Selects what a push of a folder means: the entrypoint and all that it imports by relative paths, the schema,
 * aerostack.json, the README with its images, and what `include` names. `entrypoint` goes before the manifest's;
 * `leaveOutside` passes over imports that leave the folder.
 * Throws `NO_ENTRYPOINT`, `IMPORT_OUTSIDE`, `INVALID_FILE` (links), `INVALID_PATH`, `LIMIT_EXCEEDED`, `INVALID_MANIFEST`.
 */
export async function selectFiles(
  source: FileSource,
  options: Partial<FollowOptions> & { entrypoint?: string | undefined } = {},
): Promise<Selection> {
  const { limits = DEFAULT_LIMITS, leaveOutside = false, readImports = importsOf } = options;
  const kinds = new Map((await source.list()).map(({ path, kind }) => [path, kind]));
  const plain = [...kinds.keys()].filter((path) => kinds.get(path) === 'file').sort();
  const warnings: string[] = [];
  const importWarnings: string[] = [];
  const files = new Map<PortablePath, Uint8Array>();
  const refuseLink = (path: string) => assertNoLink(path, kinds);

  const take = async (name: string): Promise<PortablePath> => {
    const path = parsePortablePath(name);
    if (files.has(path)) return path;
    const content = await source.read(name);
    if (!content) throw new RegistryError('INVALID_FILE', `The file ${quote(name)} cannot be read`);
    files.set(path, content);
    assertCount(files, limits);
    return path;
  };

  const manifest = await readManifest(source, kinds, refuseLink);
  if (kinds.has(MANIFEST_PATH)) await take(MANIFEST_PATH);
  const entrypoint = entrypointOf([...kinds.keys()], manifest, options.entrypoint, refuseLink);
  const wanted = [entrypoint, ...SCHEMAS, ...(manifest.drizzleSchema ? [manifest.drizzleSchema] : [])];
  wanted.push(...includedPaths(manifest, [...kinds.keys()]));

  const open: string[] = [];
  for (const path of wanted) {
    refuseLink(path);
    if (kinds.has(path)) open.push(path);
  }
  if (manifest.drizzleSchema && !kinds.has(manifest.drizzleSchema)) {
    warnings.push(`"drizzleSchema" names ${quote(manifest.drizzleSchema)}, which does not exist.`);
  }

  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (files.has(name as PortablePath)) continue;
    const path = await take(name);
    if (isSource(path))
      open.push(
        ...(await followImports(
          path,
          files.get(path)!,
          kinds,
          { limits, leaveOutside, readImports },
          importWarnings,
        )),
      );
  }
  await takeReadme(plain, kinds, take, files, warnings);

  assertNoCollisions(files.keys());
  const leftOut = [...kinds.keys()].filter((path) => !files.has(path as PortablePath)).sort();
  return { entrypoint, manifest, files, leftOut, warnings, importWarnings };
}

async function readManifest(
  source: FileSource,
  kinds: FileKinds,
  refuseLink: (path: string) => void,
): Promise<Manifest> {
  refuseLink(MANIFEST_PATH);
  const content = kinds.has(MANIFEST_PATH) ? await source.read(MANIFEST_PATH) : undefined;
  return parseManifest(content ? parseJson(decodeText(MANIFEST_PATH, content), MANIFEST_PATH) : {});
}

function entrypointOf(
  paths: readonly string[],
  manifest: Manifest,
  named: string | undefined,
  refuseLink: (path: string) => void,
): PortablePath {
  const stated = named ?? manifest.entrypoint;
  const found = stated ?? findEntrypoint(manifest, paths as readonly PortablePath[]);
  if (found !== undefined) {
    refuseLink(found);
    if (!paths.includes(found))
      throw new RegistryError('NO_ENTRYPOINT', `The entrypoint ${quote(found)} does not exist`);
    if (isSource(found)) return parsePortablePath(found);
    throw new RegistryError('NO_ENTRYPOINT', `${quote(found)} is neither TypeScript nor JavaScript`);
  }
  throw new RegistryError('NO_ENTRYPOINT', 'There is no index.ts, no src/index.ts and no single source file');
}

/** The paths that `include` names; throws `LIMIT_EXCEEDED` where matching them all takes too long. */
export function includedPaths<T extends string>(manifest: Manifest, paths: readonly T[]): T[] {
  const globs = manifest.include ?? [];
  if (globs.length === 0) return [];
  return withinTime(
    PATTERN_MILLISECONDS,
    `Matching ${globs
      .map((glob) => `"${glob}"`)
      .join(', ')
      .slice(0, 200)}`,
    () =>
      globs.flatMap((glob) => {
        // Without extglobs and quantifiers: a pattern from outside is not to become a regular expression.
        const matches = picomatch(glob.replace(/^\.\//, ''), {
          noextglob: true,
          regex: false,
          nonegate: true,
        });
        return paths.filter((path) => matches(path));
      }),
  );
}

async function takeReadme(
  plain: readonly string[],
  kinds: FileKinds,
  take: (path: string) => Promise<PortablePath>,
  files: FunctionFiles,
  warnings: string[],
): Promise<void> {
  for (const path of kinds.keys()) if (path.toLowerCase() === 'readme.md') assertNoLink(path, kinds);
  const readme = findReadme(plain as readonly PortablePath[]);
  if (!readme) return;
  await take(readme);
  const text = textOf(files.get(readme)!) ?? '';
  for (const image of withinTime(PATTERN_MILLISECONDS, `Reading "${readme}"`, () => readmeImages(text))) {
    const path = posix.join('.', image);
    assertNoLink(path, kinds);
    if (kinds.has(path)) await take(path);
    else warnings.push(`${readme} shows ${quote(image)}, which does not exist in the function's folder.`);
  }
}

/** Stops early, before a hostile tree is read whole; sizes are checked where all files are known. */
function assertCount(files: FunctionFiles, limits: Limits): void {
  if (files.size <= limits.maxFiles) return;
  throw new RegistryError('LIMIT_EXCEEDED', `The function has more than ${limits.maxFiles} files`);
}
