import type { Oid, Username } from '../contract/names.ts';
import type { GitObject } from '../domain/gitObjects.ts';
import { specOf, type TakenDownVersion } from '../domain/takedown.ts';
import type { GitRuntime } from './gitProcess.ts';
import type { BranchTip, RepoReader } from './gitStore.ts';
import { branchRef, publishedRef, repoPath } from './layout.ts';
import type { ObjectReader } from './objectReader.ts';
import { writePack } from './packWriter.ts';
import { planObjects } from './planObjects.ts';
import { listRefs } from './refListing.ts';
import type { RefUpdate } from './refTransaction.ts';
import { type ChainCommit, firstRewritten, rewritePublished } from './rewritePublished.ts';
import { corrupt } from './storeErrors.ts';
import { type TakedownJournal, writeTakedown } from './takedownJournal.ts';
import type { WriteStep } from './writeSteps.ts';

/** What is to be taken down, and what becomes of the branches that hold some of it. */
export interface TakedownOrder {
  /** As they are to be recorded; their `commit` is still that of the version. */
  readonly versions: readonly TakenDownVersion[];
  /** Branches to be deleted. */
  readonly removed: readonly BranchTip[];
  /** Branches that keep their files and lose their history. */
  readonly begunAnew: readonly BranchTip[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What planning a takedown reads with. */
export interface TakedownContext {
  readonly runtime: GitRuntime;
  readonly objects: ObjectReader;
  readonly host: string;
  readonly atStep: (step: WriteStep) => void;
}

/** Bytes of objects in one pack: every root tree of a large account is new, and all must not be in memory twice. */
const PACK_BYTES = 32 * 1024 ** 2;

/** Stores what replaces the history, then writes the takedown down: from there on it is carried out, come what may. */
export async function beginTakedown(
  context: TakedownContext,
  account: Username,
  reader: RepoReader,
  order: TakedownOrder,
): Promise<TakedownJournal> {
  const repo = repoPath(context.runtime.dataDir, account);
  const rewritten = await rewrite(context, account, reader, order);
  const branches = await planBranches(context, account, reader, order);
  for (const batch of batches([...rewritten.objects, ...branches.objects]))
    await writePack(repo, batch, context.atStep);
  const removals = order.removed.map(
    ({ branch, commit }): RefUpdate => ({ ref: branchRef(branch), old: commit, new: null }),
  );
  const updates = [...rewritten.updates, ...branches.updates, ...removals];
  const taken = order.versions.map((version) => ({ spec: specOf(version), reason: version.reason }));
  const journal = { updates, taken };
  await writeTakedown(repo, journal);
  return journal;
}

async function rewrite(
  { runtime, objects }: TakedownContext,
  account: Username,
  reader: RepoReader,
  { versions: takeDown }: TakedownOrder,
): Promise<{ objects: readonly GitObject[]; updates: readonly RefUpdate[] }> {
  if (takeDown.length === 0) return { objects: [], updates: [] };
  const chain = await chainOf(reader);
  const first = firstRewritten({ chain, takeDown });
  if (first < 0) throw corrupt(`history of ${account}`);
  const before = chain[first - 1];
  const root = before ? await objects.read(account, before.commit.tree, 'tree') : new Uint8Array();
  const { published } = await reader.surveyVersions();
  const planned = rewritePublished({ account, chain, published, takeDown, root });
  const refs = new Map((await listRefs(runtime, account, ['refs/tags/'])).map(({ ref, oid }) => [ref, oid]));
  const updates = planned.updates.map((update) =>
    update.ref === publishedRef ? update : { ...update, old: refs.get(update.ref) ?? null },
  );
  return { objects: planned.objects, updates: updates.filter((update) => update.old !== update.new) };
}

/** All commits of `published`, the oldest first. */
async function chainOf(reader: RepoReader): Promise<ChainCommit[]> {
  const chain: ChainCommit[] = [];
  for (let next = await reader.resolve(publishedRef); next !== undefined; ) {
    const oid: Oid = next;
    const commit = await reader.commit(oid);
    chain.push({ oid, commit });
    next = commit.parents[0];
  }
  return chain.reverse();
}

/** Where a branch came from is forgotten too: its author is to push a history without the content on to it. */
async function planBranches(
  { host }: TakedownContext,
  account: Username,
  reader: RepoReader,
  { begunAnew, now }: TakedownOrder,
): Promise<{ objects: readonly GitObject[]; updates: readonly RefUpdate[] }> {
  const plans = [];
  for (const { branch, commit, tree, functionId, source } of begunAnew) {
    const files = await reader.files(tree);
    const subject = 'Begin anew: earlier files were taken down';
    const write = { branch, old: commit, anew: true, files, subject, functionId, source };
    plans.push({ account, now, branch: write });
  }
  return planObjects(plans, { host, publishedRoot: new Uint8Array() });
}

function* batches(objects: readonly GitObject[]): Generator<GitObject[]> {
  let batch: GitObject[] = [];
  let bytes = 0;
  for (const object of objects) {
    batch.push(object);
    bytes += object.content.length;
    if (bytes < PACK_BYTES) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}
