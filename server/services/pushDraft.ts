import type { Pushed } from '../contract/answers.ts';
import type { DraftRequest } from '../contract/requests.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { contentOfRequest, type FunctionContent } from '../domain/functionTree.ts';
import { type Origin, planDraft } from '../domain/planDraft.ts';
import { rootOfContent } from '../domain/versionTrees.ts';
import type { Source } from '../domain/writePlan.ts';
import { audit } from './audit.ts';
import { readKnownVersions } from './knownVersions.ts';
import { provenanceOf } from './provenance.ts';
import { pushedAnswer } from './pushedAnswer.ts';
import { pushWarnings } from './pushWarnings.ts';
import type { Stores } from './stores.ts';
import { diagnoseContent } from './validate.ts';
import { writeOwn } from './writeOwn.ts';

/** Stores what a push sends as a new draft, whatever was pushed before. */
export async function pushDraft(
  stores: Stores,
  actor: Actor,
  request: DraftRequest,
  source: Source,
): Promise<Pushed> {
  requireScope(actor, 'push');
  const content = contentOfRequest(request, stores.limits);
  return storeDraft(stores, actor, content, { source, ...provenanceOf(request) });
}

/** Stores content as a new draft of the actor's own. */
export async function storeDraft(
  stores: Stores,
  actor: Actor,
  content: FunctionContent,
  origin: Origin,
): Promise<Pushed> {
  requireScope(actor, 'push');
  requireFunction(actor, content.slug);
  const { source } = origin;
  const diagnostics = await diagnoseContent(stores, actor, content);
  const id = stores.newFunctionId();
  const branch = planDraft(content, id, origin);
  await writeOwn(stores, actor, (repo) => repo.apply({ account: actor.username, now: stores.now(), branch }));
  await audit(stores, actor, 'draft.create', `${actor.username}/${content.slug}`, { id, source });
  const known = await readKnownVersions(stores, actor.username, content.slug);
  const root = rootOfContent(content);
  const answer = pushedAnswer(stores.publicUrl, actor.username, id, root, known, 'draft', diagnostics);
  const warnings = await pushWarnings(stores, actor.username, content, known);
  return { ...answer, warnings: [...warnings, ...answer.warnings] };
}
