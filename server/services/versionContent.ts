import { LRUCache } from 'lru-cache';
import { describeMetadata, describeSources } from '../domain/describe.ts';
import { isSource } from '../domain/entrypoint.ts';
import { contentOfFiles, splitText } from '../domain/functionTree.ts';
import type { ModuleExport } from '../domain/moduleExports.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { RunSourceJob } from './sourceJobs.ts';
import type { Stores } from './stores.ts';

/** What a version's tree says of itself; like the tree it never changes. */
export interface VersionContent {
  readonly metadata: ReturnType<typeof describeMetadata>;
  readonly readme: string;
  readonly entrypoint: string;
  /** Every file, in the order of their paths; sizes in bytes. */
  readonly files: readonly { readonly path: string; readonly size: number; readonly isImage: boolean }[];
  readonly needs: {
    readonly npmDependencies: string[];
    readonly envVars: string[];
    readonly routeExport: string;
    readonly routePath: string;
    readonly drizzleSchema: string;
  };
  /** None where they could not be told in the time that a page may take. */
  readonly exports: readonly ModuleExport[];
}

/** Reads what a version's tree says of itself. */
export type ReadVersionContent = (version: PublishedVersion) => Promise<VersionContent>;

const CACHED_CHARS = 8 * 1024 ** 2;
/** What took too long may have done so only because the machine was busy. */
const WITHOUT_EXPORTS_FOR_MS = 60_000;

/** Makes the reader, which keeps in memory what is looked at often. Parsing is left to `run`: code can be such that it takes minutes. */
export function createVersionContents(
  { git, onTakedown }: Pick<Stores, 'git' | 'onTakedown'>,
  run: RunSourceJob,
): ReadVersionContent {
  const known = new LRUCache<string, VersionContent>({
    maxSize: CACHED_CHARS,
    sizeCalculation: ({ readme, files, exports }) =>
      readme.length + files.length * 100 + exports.length * 500 + 2_000,
  });
  onTakedown(() => known.clear());
  return async (version) => {
    const name = `${version.account}/${version.slug} ${version.tree}`;
    const cached = known.get(name);
    if (cached) return cached;
    const content = contentOfFiles(await git.reader(version.account).files(version.tree));
    const { texts, assets } = splitText(content.files);
    const { readme, entrypoint } = describeSources(content);
    const { manifest } = content;
    const sources = new Map([...texts].filter(([path]) => isSource(path)));
    const exports = await run({ kind: 'exports', files: sources, entrypoint });
    const read: VersionContent = {
      metadata: describeMetadata(content),
      ...{ readme, entrypoint },
      files: [...content.files]
        .map(([path, bytes]) => ({ path, size: bytes.length, isImage: assets.has(path) }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
      needs: {
        npmDependencies: manifest.npmDependencies ?? [],
        envVars: manifest.envVars ?? [],
        routeExport: manifest.routeExport ?? '',
        routePath: manifest.routePath ?? '',
        drizzleSchema: manifest.drizzleSchema ?? '',
      },
      exports: exports ?? [],
    };
    known.set(name, read, exports ? {} : { ttl: WITHOUT_EXPORTS_FOR_MS });
    return read;
  };
}
