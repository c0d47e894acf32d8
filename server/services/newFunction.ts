import type { Pushed } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import type { Slug } from '../contract/names.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { type FunctionFacts, fillTemplate } from '../domain/fillTemplate.ts';
import { contentOfFiles, contentOfRequest } from '../domain/functionTree.ts';
import { mistakenFor } from '../domain/lookAlike.ts';
import type { ReadOwnFunctions } from './ownFunctions.ts';
import { storeDraft } from './pushDraft.ts';
import { findExactVersion } from './sourceVersion.ts';
import type { Stores } from './stores.ts';

/** What a new function is called and does, as typed by a person. */
export type TypedFacts = Omit<FunctionFacts, 'schemaUrl'>;

/**
 * Makes a draft of a new function from a template. Throws `ALREADY_EXISTS` where the name is taken or easily mistaken
 * for another's, `BAD_REQUEST`, or as `fillTemplate` does.
 */
export async function newFromTemplate(
  stores: Stores,
  readOwn: ReadOwnFunctions,
  actor: Actor,
  template: ReadonlyMap<string, string>,
  typed: TypedFacts,
): Promise<Pushed> {
  requireScope(actor, 'push');
  assertSaid('name', typed.name);
  assertSaid('description', typed.description);
  const facts = { ...typed, schemaUrl: `${stores.publicUrl}/schema/aerostack.json` };
  const { slug, files } = fillTemplate(template, facts);
  requireFunction(actor, slug);
  await assertFree(stores, readOwn, actor, slug);
  const content = contentOfRequest({ files: Object.fromEntries(files) }, stores.limits);
  return storeDraft(stores, actor, content, { source: 'web' });
}

/** Makes a new draft with the files of a published version of the actor's own. */
export async function newFromVersion(
  stores: Stores,
  actor: Actor,
  slug: string,
  version: string,
): Promise<Pushed> {
  requireScope(actor, 'push');
  const from = await findExactVersion(stores, actor.username, slug, version);
  requireFunction(actor, from.slug);
  const content = contentOfFiles(await stores.git.reader(actor.username).files(from.tree));
  return storeDraft(stores, actor, content, { source: 'web' });
}

function assertSaid(field: string, text: string): void {
  if (text.trim() !== '') return;
  throw new RegistryError('BAD_REQUEST', `The function has no ${field}`, {
    hint: field === 'name' ? 'Call it something short.' : 'One sentence is enough.',
  });
}

async function assertFree(
  { index, now }: Stores,
  readOwn: ReadOwnFunctions,
  actor: Actor,
  slug: Slug,
): Promise<void> {
  const own = (await readOwn(actor)).functions.find((one) => one.slug === slug);
  if (own)
    throw new RegistryError('ALREADY_EXISTS', `You have a function "${slug}" already`, {
      hint: 'Go on with that one, or choose another name.',
    });
  const names = await index.names();
  const other = mistakenFor({ account: actor.username, slug, firstPublishedAt: now() }, names);
  if (other)
    throw new RegistryError(
      'ALREADY_EXISTS',
      `"${slug}" is easily mistaken for ${other.account}/${other.slug}, which came first`,
      { hint: 'Choose a name that differs by more than separators or look-alike characters.' },
    );
}
