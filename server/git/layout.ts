import { join } from 'node:path';
import { isRegistryError } from '../contract/errors.ts';
import {
  type FunctionId,
  isFunctionId,
  parseSlug,
  parseUsername,
  parseVersion,
  type Slug,
  type Username,
  type Version,
} from '../contract/names.ts';
import { tagName } from '../domain/publishedVersion.ts';
import type { FunctionBranch } from '../domain/writePlan.ts';

declare const brand: unique symbol;

/** A full ref name of a declared kind, made only from parsed names; the only strings git is given as refs. */
export type RefName = string & { readonly [brand]: 'RefName' };

const DRAFTS = 'refs/heads/drafts/';
const SLUG_BRANCHES = 'refs/heads/functions/';
const TAGS = 'refs/tags/';
const REPOSITORY = '.git';

/** The branch that holds an account's catalogue, one folder per published slug; `HEAD` points at it. */
export const publishedRef = 'refs/heads/published' as RefName;

/** The branch of one draft. */
export function draftRef(id: FunctionId): RefName {
  return `${DRAFTS}${id}` as RefName;
}

/** The branch that CI upserts advance for one slug. */
export function slugBranchRef(slug: Slug): RefName {
  return `${SLUG_BRANCHES}${slug}` as RefName;
}

/** The ref of a draft or of a slug branch. */
export function branchRef(branch: FunctionBranch): RefName {
  return branch.kind === 'draft' ? draftRef(branch.id) : slugBranchRef(branch.slug);
}

/** The name of a draft or slug branch as people and `git fetch` use it. */
export function branchName(branch: FunctionBranch): string {
  return branchRef(branch).slice('refs/heads/'.length);
}

/** The annotated tag of one version. */
export function tagRef(slug: Slug, version: Version): RefName {
  return `${TAGS}${tagName(slug, version)}` as RefName;
}

/** The draft or slug branch that a full ref name stands for; `undefined` for every other ref. */
export function parseBranchRef(ref: string): FunctionBranch | undefined {
  if (ref.startsWith(DRAFTS)) {
    const id = ref.slice(DRAFTS.length);
    return isFunctionId(id) ? { kind: 'draft', id } : undefined;
  }
  if (!ref.startsWith(SLUG_BRANCHES)) return undefined;
  const slug = parsed(parseSlug, ref.slice(SLUG_BRANCHES.length));
  return slug === undefined ? undefined : { kind: 'slug', slug };
}

/** The version that a full ref name stands for; `undefined` for what is not a version's tag. */
export function parseTagRef(ref: string): { slug: Slug; version: Version } | undefined {
  const at = ref.indexOf('@');
  if (!ref.startsWith(TAGS) || at < 0) return undefined;
  const slug = parsed(parseSlug, ref.slice(TAGS.length, at));
  const version = parsed(parseVersion, ref.slice(at + 1));
  return slug === undefined || version === undefined ? undefined : { slug, version };
}

/** The folder of all repositories. */
export function repositoriesPath(dataDir: string): string {
  return join(dataDir, 'git');
}

/** The bare repository of an account. */
export function repoPath(dataDir: string, account: Username): string {
  return join(repositoriesPath(dataDir), `${account}${REPOSITORY}`);
}

/** The repository that holds of an account's only what is public; it can be deleted, and is made again. */
export function mirrorPath(dataDir: string, account: Username): string {
  return join(dataDir, 'mirror', `${account}${REPOSITORY}`);
}

/** The account whose repository a folder of that name is; `undefined` for every other name. */
export function parseRepoFolder(folder: string): Username | undefined {
  if (!folder.endsWith(REPOSITORY)) return undefined;
  return parsed(parseUsername, folder.slice(0, -REPOSITORY.length));
}

/** The lock file that serialises writes to an account's repository between processes. */
export function lockPath(dataDir: string, account: Username): string {
  return join(dataDir, 'locks', `${account}.lock`);
}

/** A name that became reserved only after it was given away stays readable. */
function parsed<Name extends string>(parse: (text: string) => Name, text: string): Name | undefined {
  try {
    return parse(text);
  } catch (error) {
    return isRegistryError(error, 'RESERVED_NAME') ? (text as Name) : undefined;
  }
}
