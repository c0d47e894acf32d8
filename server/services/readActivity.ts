import type { AuditEntry } from '../catalog/auditRecords.ts';
import type { StoredKey } from '../catalog/keyRecords.ts';
import type { ActivityKind } from '../contract/vocabulary.ts';
import { type Actor, requireWholeAccount } from '../domain/access.ts';
import { decodeActivityCursor, encodeActivityCursor } from '../domain/activityCursor.ts';
import type { Stores } from './stores.ts';

const PAGE = 50;
const KEY_ID = /^key_/;

/** The first words of the actions that belong together. */
const SUBJECTS: Record<ActivityKind, readonly string[]> = {
  functions: ['draft', 'branch', 'version', 'name'],
  keys: ['key'],
  'sign-ins': ['login', 'session', 'password', 'account'],
  stars: ['star'],
};

/** By what something was done, or to what. */
export interface NamedKey {
  readonly kind: 'key' | 'session';
  readonly name: string;
  readonly prefix: string;
}

/** One thing that was done. */
export interface Activity {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Such as `key.create`. */
  readonly action: string;
  /** Such as `alice/resize@1.2.0`. */
  readonly target: string;
  readonly details: Readonly<Record<string, string>>;
  /** The key or session that the target names. */
  readonly targetKey: NamedKey | undefined;
  /** With what it was done; absent for the operator, and for who did not get in. */
  readonly by: NamedKey | undefined;
  readonly requestId: string | null;
}

/** What happened to the actor's account, newest first, a page of it; throws `BAD_REQUEST` for a malformed cursor. */
export async function readActivity(
  { accounts }: Pick<Stores, 'accounts'>,
  actor: Actor,
  { kind, cursor }: { kind?: ActivityKind | undefined; cursor?: string | undefined },
): Promise<{ entries: Activity[]; nextCursor: string | null }> {
  requireWholeAccount(actor);
  const found = await accounts.auditOf(actor.accountId, PAGE + 1, {
    subjects: kind && SUBJECTS[kind],
    after: cursor === undefined ? undefined : decodeActivityCursor(cursor),
  });
  const page = found.slice(0, PAGE);
  const ids = page.flatMap(({ actorKeyId, target }) => [actorKeyId ?? [], KEY_ID.test(target) ? target : []]);
  const keys = await accounts.keysById(actor.accountId, [...new Set(ids.flat())]);
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    entries: page.map((entry) => activityOf(entry, byId)),
    nextCursor: found.length > page.length ? encodeActivityCursor(page.at(-1)!) : null,
  };
}

function activityOf(entry: AuditEntry, keys: ReadonlyMap<string, StoredKey>): Activity {
  const { id, action, target, requestId, details, actorKeyId } = entry;
  const texts = Object.entries(details).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return {
    ...{ id, action, target, requestId },
    at: new Date(entry.at).toISOString(),
    details: Object.fromEntries(texts),
    targetKey: named(keys.get(target)),
    by: actorKeyId === null ? undefined : named(keys.get(actorKeyId)),
  };
}

function named(key: StoredKey | undefined): NamedKey | undefined {
  return key && { kind: key.kind, name: key.name, prefix: key.prefix };
}
