import type { FunctionId } from '../contract/names.ts';
import type { FunctionContent } from './functionTree.ts';
import { type BranchState, type Origin, planDraft, planEdit } from './planDraft.ts';
import { type PublishDecision, type PublishState, planPublish } from './planPublish.ts';
import type { BranchWrite } from './writePlan.ts';

/** What an upsert is decided from. */
export interface UpsertState {
  readonly branch: BranchState | undefined;
  /** The ID a new slug branch gets. */
  readonly newId: FunctionId;
  readonly publish: Omit<PublishState, 'functionId' | 'source' | 'content'>;
}

export interface UpsertDecision {
  readonly action: 'created' | 'updated' | 'unchanged';
  readonly functionId: FunctionId;
  readonly branch: BranchWrite | undefined;
  readonly publish: PublishDecision | undefined;
}

/** Decides what an upsert of a slug branch does, and its publication where asked; throws as {@link planPublish}. */
export function planUpsert(
  state: UpsertState,
  content: FunctionContent,
  origin: Origin,
  publish: boolean,
): UpsertDecision {
  const { branch: current, newId } = state;
  const functionId = current?.functionId ?? newId;
  const slugBranch = { kind: 'slug', slug: content.slug } as const;
  const branch = current
    ? planEdit(current, content, origin)
    : { ...planDraft(content, newId, origin), branch: slugBranch, subject: `Create ${content.slug}` };
  const decision = publish
    ? planPublish({ ...state.publish, functionId, source: origin.source, content }, undefined)
    : undefined;
  const writes = branch !== undefined || decision?.kind === 'write';
  return {
    action: writes ? (current ? 'updated' : 'created') : 'unchanged',
    functionId,
    branch,
    publish: decision,
  };
}

/** Decides what a pushed draft becomes: always a new one, and a version where asked; throws as {@link planPublish}. */
export function planPushedDraft(
  state: Omit<UpsertState, 'branch'>,
  content: FunctionContent,
  origin: Origin,
  publish: boolean,
): Omit<UpsertDecision, 'action'> {
  const { newId: functionId } = state;
  const decision = publish
    ? planPublish({ ...state.publish, functionId, source: origin.source, content }, undefined)
    : undefined;
  return { functionId, branch: planDraft(content, functionId, origin), publish: decision };
}
