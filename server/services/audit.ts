import { newAuditId } from '../catalog/recordIds.ts';
import type { Actor } from '../domain/access.ts';
import type { Stores } from './stores.ts';

type AuditStores = Pick<Stores, 'accounts' | 'now'>;

/** Who did something without having authenticated by a key, or whom it concerns. */
export interface AuditedOutside {
  readonly accountId: string | null;
  readonly keyId?: string;
  readonly requestId: string | null;
}

/** Records what an actor did; `target` names what it was done to, as users name it. */
export function audit(
  stores: AuditStores,
  actor: Actor,
  action: string,
  target: string,
  details: Record<string, string> = {},
): Promise<void> {
  return auditOutside(stores, actor, action, target, details);
}

/** Records what was done by nobody with a key, such as a log-in, or the operator's work. */
export function auditOutside(
  { accounts, now }: AuditStores,
  { accountId, keyId, requestId }: AuditedOutside,
  action: string,
  target: string,
  details: Record<string, string> = {},
): Promise<void> {
  return accounts.audit({
    id: newAuditId(),
    at: now(),
    accountId,
    actorKeyId: keyId ?? null,
    action,
    target,
    requestId,
    details,
  });
}
