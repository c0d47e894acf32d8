import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { InstallManifest } from '../contract/answers.ts';
import { describeMetadata } from '../domain/describe.ts';
import { findEntrypoint } from '../domain/entrypoint.ts';
import { contentOfFiles, splitText } from '../domain/functionTree.ts';
import { type PublishedVersion, tagName } from '../domain/publishedVersion.ts';
import { findVersion } from './browse.ts';
import type { Stores } from './stores.ts';

/** An install manifest as it goes over the wire: JSON, and the ETag that is a hash of it. */
export interface EncodedManifest {
  readonly body: Buffer;
  readonly etag: string;
}

/** A version and its manifest. */
export interface FoundManifest {
  readonly version: PublishedVersion;
  readonly manifest: EncodedManifest;
}

/** Answers install manifests; what of them cannot change is kept in memory, the counts for as long as clients keep theirs. */
export interface InstallManifests {
  /** The manifest of the version that a range names. */
  find(username: string, slug: string, range?: string): Promise<FoundManifest>;
  /** What `find` would give, if that is known without waiting. */
  recall(username: string, slug: string, range?: string): FoundManifest | undefined;
  /** The manifest of an exact version as a value. */
  read(username: string, slug: string, version: string): Promise<InstallManifest>;
}

/** Seconds for which an install manifest may be reused: its counts change, the rest does not. */
export const MANIFEST_MAX_AGE = 60;
const CACHE_BYTES = 64 * 1024 ** 2;
const CACHED_RANGES = 20_000;

/** Makes the cache of install manifests; an exact version's files never change, so only its counts go stale. */
export function createInstallManifests(stores: Stores): InstallManifests {
  const manifests = new LRUCache<string, FoundManifest & { expires: number }>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ manifest }) => manifest.body.length + 500,
  });
  // What a range names is known until anything is published, by this process or another.
  const named = new LRUCache<string, PublishedVersion>({ max: CACHED_RANGES });
  let generation = 0;
  stores.onTakedown(() => {
    manifests.clear();
    named.clear();
  });

  const fresh = (name: string) => {
    const hit = manifests.get(name);
    return hit && hit.expires > stores.now() ? hit : undefined;
  };
  const nameOf = ({ account, slug, version }: PublishedVersion) => `${account}/${tagName(slug, version)}`;
  const forgetWhenChanged = () => {
    const now = stores.index.generation();
    if (now !== generation) named.clear();
    generation = now;
  };
  const resolve = async (username: string, slug: string, range?: string) => {
    const key = `${username}/${slug}@${range ?? ''}`;
    forgetWhenChanged();
    const before = generation;
    const version = named.get(key) ?? (await findVersion(stores, username, slug, range));
    if (before === generation) named.set(key, version);
    return version;
  };

  return {
    recall(username, slug, range) {
      const exact = range === undefined ? undefined : fresh(`${username}/${slug}@${range}`);
      if (exact) return exact;
      forgetWhenChanged();
      const version = named.get(`${username}/${slug}@${range ?? ''}`);
      return version && fresh(nameOf(version));
    },
    async read(username, slug, version) {
      return buildManifest(stores, await findVersion(stores, username, slug, version));
    },
    async find(username, slug, range) {
      const version = await resolve(username, slug, range);
      const known = fresh(nameOf(version));
      if (known) return known;
      const mark = stores.index.takedownMark();
      const found = { version, manifest: encode(await buildManifest(stores, version)) };
      // An exact version is told from memory without asking the index, so that one that is gone must not get there.
      if (mark === stores.index.takedownMark())
        manifests.set(nameOf(version), { ...found, expires: stores.now() + MANIFEST_MAX_AGE * 1000 });
      return found;
    },
  };
}

/** Reads a version's files from git into its install manifest. */
export async function buildManifest(stores: Stores, version: PublishedVersion): Promise<InstallManifest> {
  const reader = stores.git.reader(version.account);
  // What the index knows of the tree saves asking git for one folder after the other.
  const oids = (await stores.index.files(version)) ?? (await reader.paths(version.tree));
  const content = contentOfFiles(await reader.contents(oids));
  const { stars, installs } = await stores.accounts.counts(version.account, version.slug);
  const { manifest } = content;
  const { texts, assets } = splitText(content.files);
  return {
    id: version.functionId,
    type: manifest.routeExport || manifest.drizzleSchema ? 'feature' : 'utility',
    slug: version.slug,
    ...describeMetadata(content),
    author: version.account,
    version: version.version,
    starCount: stars,
    cloneCount: installs,
    npmDependencies: manifest.npmDependencies ?? [],
    envVars: manifest.envVars ?? [],
    routeExport: manifest.routeExport ?? '',
    routePath: manifest.routePath ?? '',
    drizzleSchema: manifest.drizzleSchema ?? '',
    entrypoint: findEntrypoint(manifest, content.files.keys()) ?? '',
    files: [...texts].map(([path, text]) => ({
      path,
      content: text,
      oid: oids.get(path)!,
    })),
    assets: [...assets].map(([path, bytes]) => ({
      path,
      oid: oids.get(path)!,
      size: bytes.length,
    })),
    tag: tagName(version.slug, version.version),
    commit: version.commit,
    tree: version.tree,
    publishedAt: new Date(version.publishedAt).toISOString(),
  };
}

function encode(manifest: InstallManifest): EncodedManifest {
  const body = Buffer.from(JSON.stringify(manifest));
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}
