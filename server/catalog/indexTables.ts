import { createHash } from 'node:crypto';
import type { Generated } from 'kysely';
import type { AssignedNameRow, InstallRow, StarRow } from './accountsTables.ts';

/** The columns of index.db, all of it made from git; times are milliseconds since 1970. */
export interface IndexTables {
  /** The tip of each account's `published` that its other rows were made from. */
  repositories: { account: string; tip: string };
  versions: VersionRow;
  /** Versions that were taken down; the oids are those of what stands in their place, `tree_oid` that of what is gone. */
  takedowns: TakedownRow;
  version_files: VersionFilesRow;
  /** One row a function, for its shown version: the highest stable one, else the highest prerelease. */
  functions: FunctionRow & { id: Generated<number> };
  /** The full-text index: one row a function, its `rowid` the function's `id`. */
  function_search: SearchRow & { rowid: number };
  function_tags: { account: string; slug: string; tag: string };
}

/** The tables of index.db and those of accounts.db that are read together with them. */
export interface ListingTables extends IndexTables {
  'counts.stars': StarRow;
  'counts.installs': InstallRow;
  'counts.assigned_names': AssignedNameRow;
}

export interface VersionRow {
  account: string;
  slug: string;
  version: string;
  function_id: string;
  source: string;
  publisher: string;
  published_at: number;
  tag_oid: string;
  commit_oid: string;
  tree_oid: string;
  /** 0 or 1. */
  is_prerelease: number;
  /** Its byte order is semver's. */
  sort_key: string;
}

export interface TakedownRow extends VersionRow {
  taken_down_at: number;
  reason: string;
}

/** Apart from the versions, of which many are read at a time. */
export interface VersionFilesRow {
  account: string;
  slug: string;
  version: string;
  /** A line for each file: the oid of its blob, a space, and its path. */
  files: string;
}

export interface FunctionRow {
  account: string;
  slug: string;
  version: string;
  function_id: string;
  name: string;
  description: string;
  category: string;
  /** A JSON array, as in the manifest. */
  tags: string;
  language: string;
  runtime: string;
  license: string;
  published_at: number;
  first_published_at: number;
  /** The name as searches compare it; also what names are sorted by. */
  name_searched: string;
}

/** What a search looks through, as searches compare it. */
export interface SearchRow {
  name: string;
  slug: string;
  tags: string;
  description: string;
  readme: string;
}

/** What is known of a version, taken down or not. */
const VERSION_COLUMNS = `
    account text not null,
    slug text not null,
    version text not null,
    function_id text not null,
    source text not null,
    publisher text not null,
    published_at integer not null,
    tag_oid text not null,
    commit_oid text not null,
    tree_oid text not null,
    is_prerelease integer not null,
    sort_key text not null`;

/** Keys are natural ones; the one id, by which the full-text index knows a function, depends on the order of insertion and is shown nowhere. */
export const INDEX_SCHEMA: readonly string[] = [
  'create table repositories (account text primary key, tip text not null) strict, without rowid',
  `create table versions (
    ${VERSION_COLUMNS},
    primary key (account, slug, version)
  ) strict, without rowid`,
  'create index versions_by_precedence on versions (account, slug, is_prerelease, sort_key)',
  'create index versions_by_function on versions (function_id)',
  'create index versions_by_slug on versions (slug, published_at, account)',
  `create table takedowns (
    ${VERSION_COLUMNS},
    taken_down_at integer not null,
    reason text not null,
    primary key (account, slug, version)
  ) strict, without rowid`,
  'create index takedowns_by_slug on takedowns (slug, published_at, account)',
  `create table version_files (
    account text not null,
    slug text not null,
    version text not null,
    files text not null,
    primary key (account, slug, version)
  ) strict, without rowid`,
  `create table functions (
    id integer primary key,
    account text not null,
    slug text not null,
    version text not null,
    function_id text not null,
    name text not null,
    description text not null,
    category text not null,
    tags text not null,
    language text not null,
    runtime text not null,
    license text not null,
    published_at integer not null,
    first_published_at integer not null,
    name_searched text not null,
    unique (account, slug)
  ) strict`,
  // All but spaces is part of a word, since the text comes in words already and SQLite knows the Unicode of its day only.
  // Its own copy of the text lets it forget a row exactly, as a contentless one does not, whose scores would then tell its history.
  `create virtual table function_search using fts5(
    name, slug, tags, description, readme,
    tokenize = "unicode61 remove_diacritics 2 categories 'C* L* M* N* P* S*'",
    prefix = '2 3'
  )`,
  `create table function_tags (
    account text not null,
    slug text not null,
    tag text not null,
    primary key (account, slug, tag)
  ) strict, without rowid`,
];

/** Raised where the same tables are filled differently, so that indexes made before are rebuilt. */
const DERIVATION = 2;

/** Identifies schema and derivation; a file with another `user_version` is rebuilt. Positive, and never 0 as in an empty file. */
export const INDEX_VERSION =
  1 +
  (createHash('sha256')
    .update(JSON.stringify([DERIVATION, INDEX_SCHEMA]))
    .digest()
    .readUInt32BE() >>>
    2);
