import { RegistryError } from '../contract/errors.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { contentOfFiles } from '../domain/functionTree.ts';
import { audit } from './audit.ts';
import { ownBranch } from './ownBranch.ts';
import type { Stores } from './stores.ts';
import { syncIndex } from './syncIndex.ts';
import { writeOwn } from './writeOwn.ts';

/** Deletes a draft or slug branch of the actor's own; throws `PUBLISHED` where versions came from it. */
export async function deleteDraft(stores: Stores, actor: Actor, id: string): Promise<void> {
  requireScope(actor, 'push');
  const account = actor.username;
  await ownBranch(stores.git.reader(account), id);
  const deleted = await writeOwn(stores, actor, async (repo) => {
    const tip = await ownBranch(repo, id);
    const { slug } = contentOfFiles(await repo.files(tip.tree));
    requireFunction(actor, slug);
    await syncIndex(stores, account, repo);
    const versions = await stores.index.versionsOf(tip.functionId);
    if (versions.length > 0) {
      const list = versions.map(({ version }) => version).join(', ');
      throw new RegistryError('PUBLISHED', `${account}/${slug} was published from this draft: ${list}`);
    }
    await repo.deleteBranch(tip.branch, tip.commit);
    return { id: tip.functionId, slug };
  });
  await audit(stores, actor, 'draft.delete', `${account}/${deleted.slug}`, { id: deleted.id });
}
