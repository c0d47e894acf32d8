import type { Actor } from '../domain/access.ts';
import { listMine } from './readDraft.ts';
import type { Stores } from './stores.ts';

/** The slugs of all that the actor's account has pushed or published, in alphabetical order. */
export async function ownSlugs(stores: Stores, actor: Actor): Promise<string[]> {
  const { functions } = await listMine(stores, actor);
  const published = await stores.index.versionsOfAccount(actor.username);
  return [...new Set([...functions, ...published].map(({ slug }) => slug))].sort();
}
