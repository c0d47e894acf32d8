import { RegistryError } from '../contract/errors.ts';
import { parseSlug, type Slug, type Username } from '../contract/names.ts';
import { auditOutside } from './audit.ts';
import { accountEver, BY_OPERATOR } from './knownAccount.ts';
import type { Stores } from './stores.ts';

type NameStores = Pick<Stores, 'accounts' | 'index' | 'now'>;

/** Whose an unscoped name is, and whose it was. */
export interface NameChange {
  readonly slug: Slug;
  readonly author: Username | null;
  readonly before: Username | null;
}

/** An unscoped name that is not its first publisher's, or would not be. */
export interface AssignedOwner {
  readonly slug: Slug;
  readonly author: Username;
  readonly firstPublisher: Username | null;
  /** Milliseconds since 1970. */
  readonly assignedAt: number;
}

/**
 * Gives an unscoped name to an account that has published it, instead of to its first publisher, until it is released.
 * Throws `NOT_FOUND` where there is no such account, or it has not published the name.
 */
export async function assignName(stores: NameStores, name: string, username: string): Promise<NameChange> {
  const slug = parseSlug(name);
  const { username: author } = await accountEver(stores, username);
  if ((await stores.index.versions(author, slug)).length === 0)
    throw new RegistryError('NOT_FOUND', `${author} has not published "${slug}"`, {
      hint: 'A name can be given only to who has published something under it.',
    });
  const before = await owner(stores, slug);
  await stores.accounts.assignName({ slug, author, assignedAt: stores.now() });
  await record(stores, 'name.assign', { slug, author, before });
  return { slug, author, before };
}

/** Gives a name back to its first publisher; throws `NOT_FOUND` where it was not assigned. */
export async function releaseName(stores: NameStores, name: string): Promise<NameChange> {
  const slug = parseSlug(name);
  const before = await owner(stores, slug);
  if (!(await stores.accounts.releaseName(slug)))
    throw new RegistryError('NOT_FOUND', `The name "${slug}" is not assigned`, {
      hint: 'It belongs to whoever published it first.',
    });
  const author = await owner(stores, slug);
  await record(stores, 'name.release', { slug, author, before });
  return { slug, author, before };
}

/** The names that the operator has assigned, by name. */
export async function listAssignedNames({ accounts, index }: NameStores): Promise<AssignedOwner[]> {
  const names = await accounts.assignedNames();
  return Promise.all(
    names.map(async (name) => ({ ...name, firstPublisher: (await index.firstPublisher(name.slug)) ?? null })),
  );
}

async function owner({ index }: Pick<Stores, 'index'>, slug: Slug): Promise<Username | null> {
  return (await index.nameOwner(slug)) ?? null;
}

/** Both whom it is taken from and whom it is given to see it in their activity. */
async function record(
  stores: NameStores,
  action: string,
  { slug, author, before }: NameChange,
): Promise<void> {
  const details = { ...BY_OPERATOR, to: author ?? '', from: before ?? '' };
  for (const username of new Set([before, author])) {
    const account = username && (await stores.accounts.accountByUsername(username));
    if (account)
      await auditOutside(stores, { accountId: account.id, requestId: null }, action, slug, details);
  }
}
