import type { Sessions } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import { type Actor, requireWholeAccount } from '../domain/access.ts';
import { audit } from './audit.ts';
import type { Stores } from './stores.ts';

type SessionStores = Pick<Stores, 'accounts' | 'now'>;

/** Lists the account's sessions that have not ended, the actor's own first, then the newest. */
export async function listSessions({ accounts, now }: SessionStores, actor: Actor): Promise<Sessions> {
  requireWholeAccount(actor);
  const keys = await accounts.keysOf(actor.accountId);
  const sessions = keys
    .filter(({ kind, expiresAt }) => kind === 'session' && (expiresAt === null || expiresAt > now()))
    .map(({ id, name, createdAt, lastUsedAt, expiresAt }) => ({
      ...{ id, device: name, current: id === actor.keyId },
      createdAt: new Date(createdAt).toISOString(),
      lastUsedAt: new Date(lastUsedAt ?? createdAt).toISOString(),
      expiresAt: new Date(expiresAt ?? createdAt).toISOString(),
    }));
  return { sessions: sessions.sort((a, b) => Number(b.current) - Number(a.current)) };
}

/** Ends one session of the account; throws `NOT_FOUND` where there is none with this id. */
export async function endSession(stores: SessionStores, actor: Actor, id: string): Promise<void> {
  requireWholeAccount(actor);
  const [session] = await stores.accounts.keysById(actor.accountId, [id]);
  const ended = session?.kind === 'session' && (await stores.accounts.revokeKey(actor.accountId, id));
  if (!ended) throw new RegistryError('NOT_FOUND', 'You have no such session');
  await audit(stores, actor, 'session.end', id, { name: session.name });
}

/** Ends every session of the account but the actor's own. */
export async function endOtherSessions(stores: SessionStores, actor: Actor): Promise<void> {
  requireWholeAccount(actor);
  const ended = await stores.accounts.revokeSessions(actor.accountId, actor.keyId);
  if (ended > 0) await audit(stores, actor, 'session.end-others', actor.username, { count: String(ended) });
}
