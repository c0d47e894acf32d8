import type { FunctionId, Oid } from '../contract/names.ts';
import { type Commit, trailersOf } from './gitObjects.ts';

/** A commit of the registry's own on a draft or slug branch. */
export interface DraftCommit {
  readonly oid: Oid;
  readonly tree: Oid;
  /** The commit before it on the branch, or the author's own that the branch began with. */
  readonly parent: Oid | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly source: string;
  readonly subject: string;
  /** What follows the subject, trailers aside; `""` for nothing. */
  readonly message: string;
  /** The commit that the author made it from, where one is known. */
  readonly sourceCommit: string | undefined;
}

/** A commit as one of the registry's own on the branch of a function; nothing for any other commit. */
export function draftCommitOf(oid: Oid, commit: Commit, id: FunctionId): DraftCommit | undefined {
  const trailers = trailersOf(commit.message);
  const source = trailers.get('Source');
  if (trailers.get('Function-Id') !== id || source === undefined) return undefined;
  const [subject = '', ...paragraphs] = commit.message.trimEnd().split('\n\n');
  return {
    oid,
    tree: commit.tree,
    parent: commit.parents[0],
    at: commit.committer.seconds * 1000,
    source,
    subject,
    message: paragraphs.slice(0, -1).join('\n\n'),
    sourceCommit: trailers.get('Source-Commit'),
  };
}
