import type { FunctionId, Oid } from '../contract/names.ts';
import type { FunctionContent } from './functionTree.ts';
import { treeOfFiles } from './gitObjects.ts';
import type { BranchWrite, FunctionBranch, Source } from './writePlan.ts';

/** A function's branch as it stands: its tip, that tip's root tree and the ID it carries. */
export interface BranchState {
  readonly branch: FunctionBranch;
  readonly commit: Oid;
  /** `null` where the tip cannot be read any more. */
  readonly tree: Oid | null;
  readonly functionId: FunctionId;
}

/** Where content comes from. */
export interface Origin {
  readonly source: Source;
  readonly sourceCommit?: string | undefined;
  /** What the author says of an edit, one line. */
  readonly message?: string | undefined;
  /** The web address of the repository that it is in. */
  readonly sourceRepository?: string | undefined;
  /** The author's own commit, where it came along with the content. */
  readonly authored?: Oid | undefined;
}

/** Every push makes a new draft. */
export function planDraft(content: FunctionContent, id: FunctionId, origin: Origin): BranchWrite {
  const title = [content.slug, content.manifest.version].filter(Boolean).join(' ');
  const branch: FunctionBranch = { kind: 'draft', id };
  return { branch, old: null, files: content.files, subject: `Draft ${title}`, functionId: id, ...origin };
}

/** One commit on a draft or slug branch, or nothing where its files stay the same. */
export function planEdit(
  state: BranchState,
  content: FunctionContent,
  { message, ...origin }: Origin,
): BranchWrite | undefined {
  if (treeOfFiles(content.files).oid === state.tree) return undefined;
  const { branch, commit, functionId } = state;
  return {
    branch,
    old: commit,
    ...(state.tree === null ? { anew: true } : {}),
    files: content.files,
    subject: message || `Update ${content.slug}`,
    functionId,
    ...origin,
  };
}
