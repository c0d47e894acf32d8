import type { FunctionId, Oid, Slug, Username, Version } from '../contract/names.ts';
import type { FunctionFiles } from './gitObjects.ts';

/** How a draft or version reached the registry. */
export type Source = 'cli' | 'web' | 'git' | 'ci';

/** A branch that holds one function: a draft, or a slug branch. */
export type FunctionBranch =
  | { readonly kind: 'draft'; readonly id: FunctionId }
  | { readonly kind: 'slug'; readonly slug: Slug };

/** One commit on a function's branch, whose root tree becomes exactly `files`. */
export interface BranchWrite {
  readonly branch: FunctionBranch;
  /** The tip the plan was made from; `null` creates the branch. */
  readonly old: Oid | null;
  /** Whether the commit begins the branch anew, since that tip cannot be read any more. */
  readonly anew?: boolean;
  /** The author's own commit that the files are from, where the repository holds it: it becomes a parent. */
  readonly authored?: Oid | undefined;
  readonly files: FunctionFiles;
  readonly subject: string;
  readonly functionId: FunctionId;
  readonly source: Source;
  readonly sourceCommit?: string | undefined;
  readonly sourceRepository?: string | undefined;
}

/** One version: a snapshot commit on `published` and its tag. */
export interface PublishWrite {
  readonly slug: Slug;
  readonly version: Version;
  readonly files: FunctionFiles;
  /** The tip of `published` the plan was made from; `null` where nothing is published yet. */
  readonly old: Oid | null;
  readonly functionId: FunctionId;
  readonly source: Source;
  /** Milliseconds since 1970; orders first publications of a name between accounts. */
  readonly publishedAt: number;
  /** For a backport: the version that `published:<slug>/` must go on showing, and its tree. */
  readonly restore?: { readonly version: Version; readonly tree: Oid } | undefined;
}

/** What is written of one function: either part or both, in one pack and one ref transaction, `published` first. */
export interface WritePlan {
  readonly account: Username;
  /** Milliseconds since 1970, for the commits' dates. */
  readonly now: number;
  readonly branch?: BranchWrite | undefined;
  readonly publish?: PublishWrite | undefined;
}

/** The oids that came out of applying a plan. */
export interface Written {
  readonly branch?: { readonly commit: Oid; readonly tree: Oid } | undefined;
  /** `tip` differs from `commit` after a backport. */
  readonly publish?:
    | {
        /** The tip of `published` that this version stands on. */
        readonly old: Oid | null;
        readonly tag: string;
        readonly tagOid: Oid;
        readonly commit: Oid;
        readonly tree: Oid;
        readonly tip: Oid;
      }
    | undefined;
}
