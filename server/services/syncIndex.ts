import type { IndexedVersion } from '../catalog/indexDatabase.ts';
import { isRegistryError } from '../contract/errors.ts';
import { MANIFEST_PATH, type Manifest, parseManifest } from '../contract/manifest.ts';
import type { Oid, PortablePath, Slug, Username, Version } from '../contract/names.ts';
import { parseJson } from '../contract/plainJson.ts';
import { describeRuntime } from '../domain/describe.ts';
import { findEntrypoint } from '../domain/entrypoint.ts';
import type { TreeEntry } from '../domain/gitObjects.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { shownVersion } from '../domain/versions.ts';
import type { RepoReader } from '../git/gitStore.ts';
import { publishedRef } from '../git/layout.ts';
import { finishTakedown } from './finishTakedown.ts';
import { searchedReadme } from './searchedReadme.ts';
import type { Stores } from './stores.ts';

/** Makes the index say what the account's repository says, where it does not; returns the tip of `published`. */
export async function syncIndex(
  { index }: Pick<Stores, 'index'>,
  account: Username,
  repo: RepoReader,
): Promise<Oid | null> {
  const tip = (await repo.resolve(publishedRef)) ?? null;
  if (((await index.tip(account)) ?? null) !== tip) {
    const { published, takenDown } = await repo.surveyVersions();
    await index.replaceAccount(account, tip, await withManifests(repo, published), takenDown);
  }
  return tip;
}

/**
 * Recovers every repository and makes the whole index say what they say; `fresh` reads again what seems up to date too.
 * Takedowns that were begun are finished, or named where they cannot be.
 */
export async function syncAll(
  stores: Pick<Stores, 'git' | 'index' | 'accounts' | 'now'>,
  { fresh, onProgress = () => {} }: { fresh: boolean; onProgress?: (done: number, total: number) => void },
): Promise<{ accounts: number; unfinished: readonly { account: Username; error: unknown }[] }> {
  const { git, index } = stores;
  const accounts = await git.accounts();
  const unfinished: { account: Username; error: unknown }[] = [];
  for (const [done, account] of accounts.entries()) {
    onProgress(done, accounts.length);
    await git.recover(account);
    await git.write(account, async (repo) => {
      if (fresh) await index.replaceAccount(account, null, []);
      await syncIndex({ index }, account, repo);
      // What cannot be removed from the disk now must not keep all others from being served.
      await finishTakedown(stores, account, repo).catch((error: unknown) =>
        unfinished.push({ account, error }),
      );
    });
  }
  const existing = new Set(accounts);
  for (const account of (await index.tips()).keys()) {
    if (!existing.has(account)) await index.replaceAccount(account, null, []);
  }
  return { accounts: accounts.length, unfinished };
}

/** The version with what its files are and what its aerostack.json and, where it may be shown, its README say, for the index. */
export async function withManifest(
  repo: RepoReader,
  version: PublishedVersion,
  isShown = true,
): Promise<IndexedVersion> {
  const root = await repo.tree(version.tree);
  return {
    ...version,
    manifest: await manifestOf(repo, root),
    readme: isShown ? await searchedReadme(repo, root) : '',
    files: await filesOf(repo, version),
  };
}

/** Damage in a folder is for those to be told who ask for what is in it: the other versions are indexed all the same. */
async function filesOf(
  repo: RepoReader,
  { tree }: PublishedVersion,
): Promise<ReadonlyMap<PortablePath, Oid>> {
  try {
    return await repo.paths(tree);
  } catch (error) {
    if (isRegistryError(error, 'OBJECT_CORRUPT')) return new Map();
    throw error;
  }
}

async function withManifests(
  repo: RepoReader,
  versions: readonly PublishedVersion[],
): Promise<IndexedVersion[]> {
  const shown = shownVersions(versions);
  const indexed: IndexedVersion[] = [];
  for (const version of versions)
    indexed.push(await withManifest(repo, version, shown.get(version.slug) === version.version));
  return indexed;
}

function shownVersions(versions: readonly PublishedVersion[]): Map<Slug, Version | undefined> {
  const bySlug = new Map<Slug, Version[]>();
  for (const { slug, version } of versions) {
    const own = bySlug.get(slug);
    if (own) own.push(version);
    else bySlug.set(slug, [version]);
  }
  return new Map([...bySlug].map(([slug, own]) => [slug, shownVersion(own)]));
}

/** A manifest that no door lets in today, but that an older registry published, is shown by its slug alone. */
async function manifestOf(repo: RepoReader, root: readonly TreeEntry[]): Promise<Manifest> {
  const entry = root.find(({ name }) => name === MANIFEST_PATH);
  if (!entry) return {};
  const text = Buffer.from(await repo.blob(entry.oid)).toString('utf8');
  try {
    const manifest = parseManifest(parseJson(text, MANIFEST_PATH));
    const src = root.find(({ name }) => name === 'src');
    const inside = src?.mode === '40000' ? await repo.tree(src.oid) : [];
    const paths = [
      ...root.map(({ name }) => name),
      ...inside.map(({ name }) => `src/${name}`),
    ] as PortablePath[];
    return { ...manifest, ...describeRuntime(manifest, findEntrypoint(manifest, paths)) };
  } catch (error) {
    if (isRegistryError(error)) return {};
    throw error;
  }
}
