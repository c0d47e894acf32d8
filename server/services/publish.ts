import type { Published } from '../contract/answers.ts';
import { RegistryError } from '../contract/errors.ts';
import type { Version } from '../contract/names.ts';
import type { PublishRequest } from '../contract/requests.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { assertPublishable, warningsOf } from '../domain/diagnostics.ts';
import { contentOfFiles, withVersion } from '../domain/functionTree.ts';
import { bumpWrite, type PublishDecision, planChosen, planPublish } from '../domain/planPublish.ts';
import { type PublishedVersion, tagName } from '../domain/publishedVersion.ts';
import type { PublishWrite, Written } from '../domain/writePlan.ts';
import type { LockedRepo, RepoReader } from '../git/gitStore.ts';
import { audit } from './audit.ts';
import { readKnownVersions } from './knownVersions.ts';
import { hubPath } from './links.ts';
import { mendHistory } from './mendHistory.ts';
import { ownBranch } from './ownBranch.ts';
import { publishCautions } from './publishCautions.ts';
import type { Stores } from './stores.ts';
import { syncIndex, withManifest } from './syncIndex.ts';
import { diagnoseContent } from './validate.ts';
import { writeOwn } from './writeOwn.ts';

/** What an author had looked at, and the version chosen for it: in place of a bump. */
export interface Seen {
  readonly commit: string;
  readonly version: Version;
}

/**
 * Publishes a draft or slug branch of the actor's own, by ID or slug, as an immutable version. Throws
 * `PRECONDITION_FAILED` where it is not what the author had looked at, if that is said.
 */
export async function publish(
  stores: Stores,
  actor: Actor,
  name: string,
  request: PublishRequest,
  seen?: Seen,
): Promise<Published> {
  requireScope(actor, 'publish');
  const account = actor.username;
  const reader = stores.git.reader(account);
  const find = (repo: RepoReader) => ownBranch(repo, name, (slug) => stores.index.versions(account, slug));
  const before = await find(reader);
  if (seen && before.commit !== seen.commit)
    throw new RegistryError('PRECONDITION_FAILED', `The draft has moved on to ${before.commit}`);
  const checked = contentOfFiles(await reader.files(before.tree));
  requireFunction(actor, checked.slug);
  const diagnostics = await diagnoseContent(stores, actor, checked);
  assertPublishable(checked.slug, diagnostics, request.allowSecrets ?? false);
  const published = await writeOwn(stores, actor, async (repo) => {
    const branch = await find(repo);
    if (branch.tree !== before.tree || (seen && branch.commit !== seen.commit))
      throw new RegistryError('REF_MOVED', `${name} was changed while it was being published`);
    const tip = await syncIndex(stores, account, repo);
    await mendHistory(stores, account, repo, tip, checked.slug);
    const known = await readKnownVersions(stores, account, checked.slug);
    const now = stores.now();
    const { functionId, source, commit } = branch;
    const state = { account, now, functionId, source, content: checked, tip, ...known };
    const decision = seen ? planChosen(state, seen.version) : planPublish(state, request.bump);
    if (decision.kind === 'unchanged') {
      const { version } = decision;
      await repo.mendFiles(withVersion(checked, version.version).files);
      return { decision, version, cautions: [] };
    }
    const { bumped, write } = decision;
    // What mends an old line is not shown in place of the newest version, and undoes nothing of it.
    const cautions = write.restore ? [] : await publishCautions(repo, branch, known.published);
    const branchWrite =
      bumped && bumpWrite({ branch: branch.branch, old: commit, functionId, source }, bumped);
    const written = await repo.apply({ account, now, branch: branchWrite, publish: write });
    const version = await indexPublished(stores, repo, account, write, written);
    return { decision, version, cautions };
  });
  const { decision, version, cautions } = published;
  return finishPublish(stores, actor, decision, version, [...cautions, ...warningsOf(diagnostics)]);
}

/** Puts a version that was just written into the index; where somebody's write is missing there, all is read again. */
export async function indexPublished(
  stores: Stores,
  repo: LockedRepo,
  account: PublishedVersion['account'],
  write: PublishWrite,
  written: Written,
): Promise<PublishedVersion> {
  const { slug, functionId, source, publishedAt } = write;
  const { old, tagOid, commit, tree, tip } = written.publish!;
  const version: PublishedVersion = {
    account,
    slug,
    version: write.version,
    functionId,
    source,
    publisher: account,
    publishedAt,
    tagOid,
    commit,
    tree,
  };
  const added = await stores.index.addVersion(account, old, tip, await withManifest(repo, version));
  if (!added) await syncIndex(stores, account, repo);
  return version;
}

/** Records a publication that took place and answers it. */
export async function finishPublish(
  stores: Stores,
  actor: Actor,
  decision: PublishDecision,
  version: PublishedVersion,
  warnings: string[],
): Promise<Published> {
  const { slug, functionId, commit, tree } = version;
  const action = decision.kind === 'write' ? 'published' : 'unchanged';
  const tag = tagName(slug, version.version);
  if (action === 'published')
    await audit(stores, actor, 'version.publish', `${actor.username}/${tag}`, {
      id: functionId,
      commit,
      tree,
    });
  return {
    id: functionId,
    slug,
    author: version.account,
    version: version.version,
    status: 'published',
    action,
    url: hubPath(version.account, slug),
    warnings,
    tag,
    commit,
    tree,
  };
}
