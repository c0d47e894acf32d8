import { RegistryError } from '../contract/errors.ts';
import type { PortablePath } from '../contract/names.ts';
import { type Actor, requireScope } from '../domain/access.ts';
import { imageType } from '../domain/fileContent.ts';
import { openDraft } from './openDraft.ts';
import { ownBranch } from './ownBranch.ts';
import type { Stores } from './stores.ts';

/** An image of a draft of the actor's own, as it is stored; throws `NOT_FOUND` for what is none. */
export async function readDraftImage(
  stores: Stores,
  actor: Actor,
  id: string,
  path: string,
): Promise<{ type: string; content: Uint8Array }> {
  const { repo, tip } = await openDraft(stores, actor, id);
  const oid = (await repo.paths(tip.tree)).get(path as PortablePath);
  const content = oid && (await repo.blob(oid));
  const type = content && imageType(path, content);
  if (!content || !type) throw new RegistryError('NOT_FOUND', 'The draft has no such image');
  return { type, content };
}

/** Throws `NOT_FOUND` for a draft that is not the actor's own. */
export async function assertOwnDraft(stores: Stores, actor: Actor, id: string): Promise<void> {
  requireScope(actor, 'read');
  await ownBranch(stores.git.reader(actor.username), id);
}
