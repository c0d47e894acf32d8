import type { Manifest } from '../contract/manifest.ts';
import type { FunctionId, Oid, PortablePath, Slug, Username, Version } from '../contract/names.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { TakenDownVersion } from '../domain/takedown.ts';
import type { Source } from '../domain/writePlan.ts';
import { storableText } from './bindable.ts';
import { fold } from './fold.ts';
import type { FunctionRow, SearchRow, TakedownRow, VersionFilesRow, VersionRow } from './indexTables.ts';
import { searchable } from './searchText.ts';
import { isPrerelease, versionSortKey } from './versionOrder.ts';

const OID_LENGTH = 40;

/** A published version with the parsed aerostack.json of its tree. */
export interface IndexedVersion extends PublishedVersion {
  readonly manifest: Manifest;
  /** As much of the README as is searched; of no account for a version that is not the shown one. */
  readonly readme: string;
  /** The blobs' oids of all its files, in path order; empty where a folder could not be read. */
  readonly files: FileOids;
}

/** The files of a version by path, each as the oid of its blob. */
export type FileOids = ReadonlyMap<PortablePath, Oid>;

/** The row of a version. */
export function versionRow(version: PublishedVersion): VersionRow {
  return {
    account: version.account,
    slug: version.slug,
    version: version.version,
    function_id: version.functionId,
    source: version.source,
    publisher: version.publisher,
    published_at: version.publishedAt,
    tag_oid: version.tagOid,
    commit_oid: version.commit,
    tree_oid: version.tree,
    is_prerelease: isPrerelease(version.version) ? 1 : 0,
    sort_key: versionSortKey(version.version),
  };
}

/** The row of a version that was taken down. */
export function takedownRow(version: TakenDownVersion): TakedownRow {
  return {
    ...versionRow(version),
    taken_down_at: version.takenDownAt,
    reason: storableText(version.reason),
  };
}

/** A version that was taken down, from its row. */
export function takenDownVersion(row: TakedownRow): TakenDownVersion {
  return { ...publishedVersion(row), takenDownAt: row.taken_down_at, reason: row.reason };
}

/** A version from its row. */
export function publishedVersion(row: VersionRow): PublishedVersion {
  return {
    account: row.account as Username,
    slug: row.slug as Slug,
    version: row.version as Version,
    functionId: row.function_id as FunctionId,
    source: row.source as Source,
    publisher: row.publisher as Username,
    publishedAt: row.published_at,
    tagOid: row.tag_oid as Oid,
    commit: row.commit_oid as Oid,
    tree: row.tree_oid as Oid,
  };
}

/** The row of a version's files. */
export function versionFilesRow({ account, slug, version, files }: IndexedVersion): VersionFilesRow {
  const lines = [...files].map(([path, oid]) => `${oid} ${path}\n`);
  return { account, slug, version, files: lines.join('') };
}

/** A version's files from the text of their row. */
export function fileOids(text: string): FileOids {
  const lines = text.split('\n').slice(0, -1);
  return new Map(
    lines.map((line) => [line.slice(OID_LENGTH + 1) as PortablePath, line.slice(0, OID_LENGTH) as Oid]),
  );
}

/** The row of a function that shows this version. What its manifest leaves out is `""`, and its name then the slug. */
export function functionRow(shown: IndexedVersion, firstPublishedAt: number): FunctionRow {
  const { manifest, slug } = shown;
  const name = storableText(manifest.name ?? slug);
  const description = storableText(manifest.description ?? '');
  const tags = (manifest.tags ?? []).map(storableText);
  return {
    account: shown.account,
    slug,
    version: shown.version,
    function_id: shown.functionId,
    name,
    description,
    category: manifest.category ?? '',
    tags: JSON.stringify(tags),
    language: manifest.language ?? '',
    runtime: manifest.runtime ?? '',
    license: storableText(manifest.license ?? ''),
    published_at: shown.publishedAt,
    first_published_at: firstPublishedAt,
    name_searched: searchable(name),
  };
}

/** The row by which a function that shows this version is found by words. */
export function searchRow({ manifest, slug, readme }: IndexedVersion): SearchRow {
  const { name = slug, tags = [], description = '' } = manifest;
  return {
    name: searchable(name),
    slug: searchable(slug),
    tags: searchable(tags.join(' ')),
    description: searchable(description),
    readme: searchable(readme),
  };
}

/** The rows by which a function is found by its tags, each once however it is spelt. */
export function tagRows({
  account,
  slug,
  manifest,
}: IndexedVersion): { account: Username; slug: Slug; tag: string }[] {
  const tags = new Set((manifest.tags ?? []).map((tag) => fold(storableText(tag))));
  return [...tags].map((tag) => ({ account, slug, tag }));
}

/** Whether `a` is shown rather than `b`: stable before prerelease, then the higher. */
export function isShownOver(a: Version, b: Version): boolean {
  const [aPre, bPre] = [isPrerelease(a), isPrerelease(b)];
  return aPre === bPre ? versionSortKey(a) > versionSortKey(b) : bPre;
}
