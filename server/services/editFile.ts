import type { Draft } from '../contract/answers.ts';
import { isRegistryError } from '../contract/errors.ts';
import type { Actor } from '../domain/access.ts';
import { type FileEdit, type FileEditPlan, planFileEdit } from '../domain/planFileEdit.ts';
import { editDraft } from './editDraft.ts';
import { readDraft } from './readDraft.ts';
import type { Stores } from './stores.ts';

/** How often an edit is planned anew where somebody else wrote at that moment. */
const TRIES = 5;

/** The draft after an edit and the file to show; or what stands against each other, and nothing was written. */
export type FileEdited =
  | { readonly kind: 'saved'; readonly draft: Draft; readonly path: string | undefined }
  | (FileEditPlan & { readonly kind: 'conflict' });

/**
 * Does what a form of the editor asks for, in one commit on the newest state of the draft. Throws
 * `PRECONDITION_FAILED` where that would undo what nobody has seen.
 */
export async function editFile(
  stores: Stores,
  actor: Actor,
  id: string,
  edit: FileEdit,
  message: string | undefined,
): Promise<FileEdited> {
  for (let tries = 1; ; tries += 1) {
    const draft = await readDraft(stores, actor, id);
    const plan = planFileEdit(draft, edit);
    if (plan.kind === 'conflict') return plan;
    const request = message ? { ...plan.request, message } : plan.request;
    try {
      const edited = await editDraft(stores, actor, id, { request, source: 'web', expected: draft.commit });
      return { kind: 'saved', draft: edited, path: plan.path };
    } catch (error) {
      if (tries === TRIES || !isRegistryError(error, 'PRECONDITION_FAILED')) throw error;
    }
  }
}
