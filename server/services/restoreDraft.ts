import { RegistryError } from '../contract/errors.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { contentOfFiles } from '../domain/functionTree.ts';
import { planEdit } from '../domain/planDraft.ts';
import { audit } from './audit.ts';
import { findDraftCommit } from './draftHistory.ts';
import { ownBranch } from './ownBranch.ts';
import type { Stores } from './stores.ts';
import { writeOwn } from './writeOwn.ts';

/** What was restored twice is named once. */
const RESTORED = /^(?:Restore [0-9a-f]{7}: )+/;

/**
 * Gives a draft the files that it had at a commit of its history, by a new commit; `false` where it has them now.
 * Throws `PRECONDITION_FAILED` where its tip is not the one expected, `NOT_FOUND` for a commit that is not of its history.
 */
export async function restoreDraft(
  stores: Stores,
  actor: Actor,
  id: string,
  { commit: oid, expected }: { commit: string; expected: string },
): Promise<boolean> {
  requireScope(actor, 'push');
  const account = actor.username;
  await ownBranch(stores.git.reader(account), id);
  const slug = await writeOwn(stores, actor, async (repo) => {
    const tip = await ownBranch(repo, id);
    const { commit } = await findDraftCommit({ repo, tip }, oid);
    if (tip.commit !== expected)
      throw new RegistryError('PRECONDITION_FAILED', `The draft has moved on to ${tip.commit}`, {
        hint: 'Look at what changed since, then restore again.',
      });
    const content = contentOfFiles(await repo.files(commit.tree));
    for (const files of [tip.tree, commit.tree])
      requireFunction(actor, contentOfFiles(await repo.files(files)).slug);
    if (tip.branch.kind === 'slug' && content.slug !== tip.branch.slug)
      throw new RegistryError(
        'BAD_REQUEST',
        `The slug branch "${tip.branch.slug}" cannot hold "${content.slug}"`,
      );
    const edit = planEdit(tip, content, { source: 'web' });
    if (!edit) return undefined;
    const subject = `Restore ${commit.oid.slice(0, 7)}: ${commit.subject.replace(RESTORED, '')}`;
    await repo.apply({ account, now: stores.now(), branch: { ...edit, subject } });
    return content.slug;
  });
  if (slug) await audit(stores, actor, 'draft.restore', `${account}/${slug}`, { id, commit: oid });
  return slug !== undefined;
}
