import { isRegistryError, RegistryError } from '../contract/errors.ts';
import type { Oid, Slug } from '../contract/names.ts';
import { shown } from '../contract/shown.ts';
import { type Actor, requireScope } from '../domain/access.ts';
import { branchStatus } from '../domain/branchStatus.ts';
import { planPushedDraft, planUpsert, type UpsertDecision } from '../domain/planUpsert.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { acceptedLines, declinedLines, type PushedFunction } from '../domain/pushReport.ts';
import { type PushRequest, parsePush } from '../domain/pushRequest.ts';
import type { KnownVersions } from '../domain/takedown.ts';
import { rootOfContent } from '../domain/versionTrees.ts';
import type { LockedRepo } from '../git/gitStore.ts';
import { branchRef } from '../git/layout.ts';
import type { ProposedPush, PushAnswer } from '../git/receivePack.ts';
import { audit } from './audit.ts';
import { readKnownVersions } from './knownVersions.ts';
import { mendHistory } from './mendHistory.ts';
import { finishPublish, indexPublished } from './publish.ts';
import { pushedAnswer } from './pushedAnswer.ts';
import { type FoundFunction, type PushedTree, readPushedTree } from './pushedTree.ts';
import { pushWarnings } from './pushWarnings.ts';
import { mendUnchanged, readSlugBranch, type SlugBranch } from './slugBranch.ts';
import type { Stores } from './stores.ts';
import { syncIndex } from './syncIndex.ts';
import { type OwnRepo, writeOwn } from './writeOwn.ts';

/** A function of a push with what was decided of it, and its version where one was written. */
interface Stored {
  readonly found: FoundFunction;
  readonly decision: Omit<UpsertDecision, 'action'> & { readonly action: PushedFunction['action'] };
  /** The versions from before the push. */
  readonly known: KnownVersions;
  readonly version: PublishedVersion | undefined;
}

/**
 * Makes drafts of a git push, or advances a slug branch, and publishes where asked; all of it or nothing. Whatever is
 * wrong becomes the answer; `onFault` hears of faults that are the registry's own.
 */
export async function receivePush(
  stores: Stores,
  actor: Actor,
  push: ProposedPush,
  onFault: (error: unknown) => void,
): Promise<PushAnswer> {
  try {
    requireScope(actor, 'push');
    const request = parsePush(push.commands, push.options);
    if (request.publish) requireScope(actor, 'publish');
    const tree = await readPushedTree(stores, actor, push.objects, request);
    const stored = await writeOwn(stores, actor, (repo) =>
      storePush(stores, actor, repo, push, request, tree),
    );
    const functions: PushedFunction[] = [];
    for (const one of stored) functions.push(await recordPushed(stores, actor, one));
    const writtenTo = stored.map(({ decision }) => refOf(decision, request));
    return {
      lines: acceptedLines(functions, tree.untouched),
      outcomes: [{ ref: request.ref, writtenTo: [...new Set(writtenTo)] }],
    };
  } catch (error) {
    if (!isRegistryError(error) || error.status >= 500) onFault(error);
    const refusal = isRegistryError(error) ? error : unexpected(error, actor);
    const reason = shown(refusal.message).slice(0, 200);
    return { lines: declinedLines(refusal), outcomes: push.commands.map(({ ref }) => ({ ref, reason })) };
  }
}

/** Decides under the account's lock, lets the author's commits in, then writes. */
async function storePush(
  stores: Stores,
  actor: Actor,
  repo: OwnRepo,
  push: ProposedPush,
  request: PushRequest,
  { functions }: PushedTree,
): Promise<Stored[]> {
  const account = actor.username;
  const tip = await syncIndex(stores, account, repo);
  const now = stores.now();
  const decided: Omit<Stored, 'version'>[] = [];
  for (const found of functions) {
    const { slug } = found.content;
    await mendHistory(stores, account, repo, tip, slug);
    const known = await readKnownVersions(stores, account, slug);
    const state = { account, now, tip, ...known };
    decided.push({ found, known, decision: await decide(stores, repo, push, request, found, state) });
  }
  const plans = decided.map(({ decision: { branch, publish } }) => ({
    ...{ account, now, branch },
    publish: publish?.kind === 'write' ? publish.write : undefined,
  }));
  await repo.assertRoom(plans, await push.objects.bytes());
  await push.accept();
  for (const { found, decision } of decided) await mendUnchanged(repo, found.content, decision);
  const writes = plans.some(({ branch, publish }) => branch || publish);
  const written = writes ? await repo.applyAll(plans) : [];
  const stored: Stored[] = [];
  for (const [at, one] of decided.entries()) {
    const write = plans[at]?.publish;
    const version = write && (await indexPublished(stores, repo, account, write, written[at]!));
    stored.push({ ...one, version });
  }
  return stored;
}

async function decide(
  stores: Stores,
  repo: LockedRepo,
  push: ProposedPush,
  { commit, slug, publish }: PushRequest,
  { content }: FoundFunction,
  state: Parameters<typeof planUpsert>[0]['publish'],
): Promise<Stored['decision']> {
  const origin = { source: 'git', sourceCommit: commit, authored: commit } as const;
  if (slug === undefined) {
    const newId = stores.newFunctionId();
    return { ...planPushedDraft({ newId, publish: state }, content, origin, publish), action: 'draft' };
  }
  const { branch, newId } = await readSlugBranch(stores, repo, slug, state.published);
  await assertContinues(push, slug, branch, commit);
  return planUpsert({ branch, newId, publish: state }, content, origin, publish);
}

/** Throws `NOT_FAST_FORWARD` where a commit descends neither from what the branch was last made from nor from its tip. */
async function assertContinues(
  { objects }: ProposedPush,
  slug: Slug,
  branch: SlugBranch['branch'],
  commit: Oid,
): Promise<void> {
  const source = branch?.sourceCommit as Oid | undefined;
  if (!branch || source === undefined) return;
  if (await objects.isAncestor(source, commit)) return;
  if (await objects.isAncestor(branch.commit, commit)) return;
  const [was, is] = [source.slice(0, 12), commit.slice(0, 12)];
  const message = `functions/${slug} was made from ${was}, which ${is} does not descend from`;
  throw new RegistryError('NOT_FAST_FORWARD', message);
}

async function recordPushed(
  stores: Stores,
  actor: Actor,
  { found, decision, known, version }: Stored,
): Promise<PushedFunction> {
  const { content, leftOut, warnings, diagnostics } = found;
  const { functionId: id, publish } = decision;
  const action = decision.branch ? decision.action : 'unchanged';
  const target = `${actor.username}/${content.slug}`;
  if (action === 'draft') await audit(stores, actor, 'draft.create', target, { id, source: 'git' });
  else if (action !== 'unchanged') await audit(stores, actor, 'branch.upsert', target, { id, action });
  const shownVersion = version ?? (publish?.kind === 'unchanged' ? publish.version : undefined);
  const done = publish && shownVersion && (await finishPublish(stores, actor, publish, shownVersion, []));
  const root = rootOfContent(content);
  const status = done ? 'published' : branchStatus(root, id, known.published);
  const answer = pushedAnswer(stores.publicUrl, actor.username, id, root, known, status, diagnostics);
  const more = done ? [] : await pushWarnings(stores, actor.username, content, known);
  return {
    pushed: {
      ...answer,
      version: done?.version ?? answer.version,
      warnings: [...warnings, ...more, ...answer.warnings],
    },
    action,
    leftOut,
    published: done && { tag: done.tag, url: `${stores.publicUrl}${done.url}`, action: done.action },
  };
}

function refOf({ action, functionId }: Stored['decision'], { ref }: PushRequest): string {
  return action === 'draft' ? branchRef({ kind: 'draft', id: functionId }) : ref;
}

function unexpected(cause: unknown, { requestId }: Actor): RegistryError {
  return new RegistryError('INTERNAL', `Something went wrong on the registry, in request ${requestId}`, {
    cause,
  });
}
