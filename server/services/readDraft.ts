import type { Draft, Mine } from '../contract/answers.ts';
import { parseSlug, type Slug, type Username } from '../contract/names.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { branchStatus } from '../domain/branchStatus.ts';
import { describeMetadata, describeSources } from '../domain/describe.ts';
import { contentOfFiles, splitText } from '../domain/functionTree.ts';
import { rootOfContent } from '../domain/versionTrees.ts';
import type { BranchTip, RepoReader } from '../git/gitStore.ts';
import { branchName } from '../git/layout.ts';
import { readKnownVersions } from './knownVersions.ts';
import { adminUrl, hubPath } from './links.ts';
import { ownBranch, readableRoot } from './ownBranch.ts';
import { pushedAnswer } from './pushedAnswer.ts';
import type { Stores } from './stores.ts';

/** Reads a draft, or slug branch, of the actor's own. */
export async function readDraft(stores: Stores, actor: Actor, id: string): Promise<Draft> {
  requireScope(actor, 'read');
  const repo = stores.git.reader(actor.username);
  const draft = await draftAnswer(stores, actor.username, repo, await ownBranch(repo, id));
  requireFunction(actor, parseSlug(draft.slug));
  return draft;
}

/** The answer about a branch as it stands at a tip. */
export async function draftAnswer(
  stores: Stores,
  account: Username,
  repo: RepoReader,
  tip: BranchTip,
): Promise<Draft> {
  const content = contentOfFiles(await repo.files(tip.tree));
  const known = await readKnownVersions(stores, account, content.slug);
  const root = rootOfContent(content);
  const status = branchStatus(root, tip.functionId, known.published);
  const { assets } = splitText(content.files);
  return {
    ...pushedAnswer(stores.publicUrl, account, tip.functionId, root, known, status, []),
    ...describeMetadata(content),
    ...describeSources(content),
    assets: Object.fromEntries(
      [...assets].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
    ),
    branch: branchName(tip.branch),
    commit: tip.commit,
    source: tip.source,
    updatedAt: new Date(tip.updatedAt).toISOString(),
  };
}

/** Lists the drafts and slug branches of the actor's own that can be read, last changed first. */
export async function listMine(stores: Stores, actor: Actor): Promise<Mine> {
  requireScope(actor, 'read');
  const { username } = actor;
  const repo = stores.git.reader(username);
  const tips = (await repo.branches()).sort(
    (a, b) => b.updatedAt - a.updatedAt || (a.functionId < b.functionId ? 1 : -1),
  );
  const versions = await stores.index.versionsOfAccount(username);
  const takenDown = await stores.index.takedownsOfAccount(username);
  const functions: Mine['functions'] = [];
  for (const tip of tips) {
    const root = await readableRoot(repo, tip);
    if (!root || (actor.functions && !actor.functions.includes(root.slug))) continue;
    const published = versions.filter(({ slug }) => slug === root.slug);
    const status = branchStatus(root, tip.functionId, published);
    const { id, slug, version } = pushedAnswer(
      stores.publicUrl,
      username,
      tip.functionId,
      root,
      { published, takenDown: takenDown.filter(({ slug }) => slug === root.slug) },
      status,
      [],
    );
    functions.push({
      ...{
        id,
        name: root.manifest.name ?? slug,
        slug,
        version,
        status,
        source: tip.source,
        commit: tip.commit,
      },
      updatedAt: new Date(tip.updatedAt).toISOString(),
      url: hubPath(username, slug as Slug),
      adminUrl: adminUrl(stores.publicUrl, tip.functionId),
    });
  }
  return { functions };
}
