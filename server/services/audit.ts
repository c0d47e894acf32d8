import { newAuditId } from '../catalog/recordIds.ts';
import type { Actor } from '../domain/access.ts';
import type { Stores } from './stores.ts';

/** Records what an actor did; `target` names what it was done to, as users name it. */
export function audit(
  { accounts, now }: Pick<Stores, 'accounts' | 'now'>,
  actor: Actor,
  action: string,
  target: string,
  details: Record<string, string> = {},
): Promise<void> {
  const { accountId, keyId, requestId } = actor;
  return accounts.audit({
    id: newAuditId(),
    at: now(),
    accountId,
    actorKeyId: keyId,
    action,
    target,
    requestId,
    details,
  });
}
