import { RegistryError } from '../contract/errors.ts';
import type { Slug, Username } from '../contract/names.ts';
import { SCOPES, type Scope } from '../contract/requests.ts';

/** Who acts, by which key. */
export interface Actor {
  readonly accountId: string;
  readonly username: Username;
  readonly keyId: string;
  readonly scopes: readonly Scope[];
  /** The slugs the key is limited to; `null` for all. */
  readonly functions: readonly Slug[] | null;
  /** When the key ends, in milliseconds since 1970; `null` for one that does not, and for a person's own session. */
  readonly endsAt: number | null;
  /** The request, for the audit trail. */
  readonly requestId: string;
}

/** Throws `FORBIDDEN` where the actor's key lacks the scope. */
export function requireScope(actor: Actor, scope: Scope): void {
  if (actor.scopes.includes(scope)) return;
  throw new RegistryError('FORBIDDEN', `This key does not have the scope "${scope}"`, {
    hint: `Use a key that has the scope "${scope}": you make one at /admin/keys/new of the registry.`,
  });
}

/** Throws `FORBIDDEN` where the actor's key is limited to other functions. */
export function requireFunction(actor: Actor, slug: Slug): void {
  if (actor.functions === null || actor.functions.includes(slug)) return;
  throw new RegistryError('FORBIDDEN', `This key is not for the function "${slug}"`, {
    hint: `It is limited to: ${actor.functions.join(', ')}.`,
  });
}

/** Throws `FORBIDDEN` where the actor's key lacks a scope, or is limited to some functions. */
export function requireWholeAccount(actor: Actor): void {
  for (const scope of SCOPES) requireScope(actor, scope);
  if (actor.functions === null) return;
  throw new RegistryError('FORBIDDEN', 'This key is for some functions only', {
    hint: 'Use a key that is not limited to functions.',
  });
}
