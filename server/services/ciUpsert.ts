import type { Upserted } from '../contract/answers.ts';
import type { CiRequest } from '../contract/requests.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { branchStatus } from '../domain/branchStatus.ts';
import { assertPublishable } from '../domain/diagnostics.ts';
import { contentOfRequest } from '../domain/functionTree.ts';
import { planUpsert } from '../domain/planUpsert.ts';
import { rootOfContent } from '../domain/versionTrees.ts';
import { audit } from './audit.ts';
import { readKnownVersions } from './knownVersions.ts';
import { mendHistory } from './mendHistory.ts';
import { provenanceOf } from './provenance.ts';
import { finishPublish, indexPublished } from './publish.ts';
import { pushedAnswer } from './pushedAnswer.ts';
import { mendUnchanged, readSlugBranch } from './slugBranch.ts';
import type { Stores } from './stores.ts';
import { syncIndex } from './syncIndex.ts';
import { diagnoseContent } from './validate.ts';
import { writeOwn } from './writeOwn.ts';

/** Creates or advances the slug branch of what a pipeline sends, and publishes it where asked; all of it or nothing. */
export async function ciUpsert(stores: Stores, actor: Actor, request: CiRequest): Promise<Upserted> {
  const publishing = request.publish ?? false;
  requireScope(actor, 'push');
  if (publishing) requireScope(actor, 'publish');
  const content = contentOfRequest(request, stores.limits);
  requireFunction(actor, content.slug);
  const account = actor.username;
  const diagnostics = await diagnoseContent(stores, actor, content);
  if (publishing) assertPublishable(content.slug, diagnostics, request.allowSecrets ?? false);

  const done = await writeOwn(stores, actor, async (repo) => {
    const tip = await syncIndex(stores, account, repo);
    await mendHistory(stores, account, repo, tip, content.slug);
    const known = await readKnownVersions(stores, account, content.slug);
    const { published } = known;
    const now = stores.now();
    const { branch, newId } = await readSlugBranch(stores, repo, content.slug, published);
    const decision = planUpsert(
      { branch, newId, publish: { account, now, tip, ...known } },
      content,
      { source: 'ci', ...provenanceOf(request) },
      publishing,
    );
    await mendUnchanged(repo, content, decision);
    const write = decision.publish?.kind === 'write' ? decision.publish.write : undefined;
    if (!decision.branch && !write) return { decision, known, version: undefined };
    const written = await repo.apply({ account, now, branch: decision.branch, publish: write });
    const version = write && (await indexPublished(stores, repo, account, write, written));
    return { decision, known, version };
  });

  const { decision, version } = done;
  const target = `${account}/${content.slug}`;
  if (decision.branch)
    await audit(stores, actor, 'branch.upsert', target, { id: decision.functionId, action: decision.action });
  if (version && decision.publish) await finishPublish(stores, actor, decision.publish, version, []);
  const root = rootOfContent(content);
  const status = decision.publish
    ? 'published'
    : branchStatus(root, decision.functionId, done.known.published);
  const answer = pushedAnswer(
    stores.publicUrl,
    account,
    decision.functionId,
    root,
    done.known,
    status,
    diagnostics,
  );
  const unchanged = decision.publish?.kind === 'unchanged' ? decision.publish.version : undefined;
  return { ...answer, version: (version ?? unchanged)?.version ?? answer.version, action: decision.action };
}
