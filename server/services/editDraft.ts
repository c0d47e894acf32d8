import type { Draft } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import type { EditRequest } from '../contract/requests.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { contentAfterEdit, contentOfFiles } from '../domain/functionTree.ts';
import { planEdit } from '../domain/planDraft.ts';
import type { Source } from '../domain/writePlan.ts';
import { audit } from './audit.ts';
import { ownBranch } from './ownBranch.ts';
import { provenanceOf } from './provenance.ts';
import { draftAnswer } from './readDraft.ts';
import type { Stores } from './stores.ts';
import { writeOwn } from './writeOwn.ts';

/** An edit of a branch: what changes, where it comes from, and the commit the editor had loaded, if it says so. */
export interface Edit {
  readonly request: EditRequest;
  readonly source: Source;
  readonly expected: string | undefined;
}

/**
 * Changes a draft by one commit on its branch; an edit that changes nothing writes nothing. Throws
 * `PRECONDITION_FAILED` where the branch moved since the editor loaded it.
 */
export async function editDraft(stores: Stores, actor: Actor, id: string, edit: Edit): Promise<Draft> {
  requireScope(actor, 'push');
  const account = actor.username;
  const repo = stores.git.reader(account);
  await ownBranch(repo, id);
  const slug = await writeOwn(stores, actor, async (locked) => {
    const tip = await ownBranch(locked, id);
    if (edit.expected !== undefined && edit.expected !== tip.commit) {
      throw new RegistryError('PRECONDITION_FAILED', `The draft has moved on to ${tip.commit}`);
    }
    const before = await locked.files(tip.tree);
    const content = contentAfterEdit(before, edit.request, stores.limits);
    for (const one of [contentOfFiles(before).slug, content.slug]) requireFunction(actor, one);
    if (tip.branch.kind === 'slug' && content.slug !== tip.branch.slug) {
      throw new RegistryError(
        'BAD_REQUEST',
        `The slug branch "${tip.branch.slug}" cannot hold "${content.slug}"`,
        {
          hint: 'Push the renamed function as a new one.',
        },
      );
    }
    const { source, request } = edit;
    const origin = { source, ...provenanceOf(request), message: request.message };
    const branch = planEdit(tip, content, origin);
    if (!branch) return undefined;
    await locked.apply({ account, now: stores.now(), branch });
    return content.slug;
  });
  if (slug) await audit(stores, actor, 'draft.edit', `${account}/${slug}`, { id });
  return draftAnswer(stores, account, repo, await ownBranch(repo, id));
}
