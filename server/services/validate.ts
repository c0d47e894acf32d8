import type { Diagnostic, Validated } from '../contract/answers.ts';
import type { DraftRequest } from '../contract/requests.ts';
import { type Actor, requireFunction, requireScope } from '../domain/access.ts';
import { isPublishable } from '../domain/diagnostics.ts';
import { contentOfFiles, contentOfRequest, type FunctionContent } from '../domain/functionTree.ts';
import { sizeReport } from '../domain/sizeReport.ts';
import { ownBranch } from './ownBranch.ts';
import { soon } from './soon.ts';
import type { Stores } from './stores.ts';

/** Everything there is to say about a function's files. */
export async function diagnoseContent(
  { checkCode }: Pick<Stores, 'checkCode'>,
  { username }: Pick<Actor, 'username'>,
  content: FunctionContent,
): Promise<Diagnostic[]> {
  return checkCode(content, username);
}

/** Checks what a push would send; stores nothing. */
export async function validateFiles(stores: Stores, actor: Actor, request: DraftRequest): Promise<Validated> {
  requireScope(actor, 'read');
  return toAnswer(stores, actor, contentOfRequest(request, stores.limits));
}

/** Checks a stored draft, or slug branch, of the actor's own. */
export async function validateDraft(stores: Stores, actor: Actor, id: string): Promise<Validated> {
  return toAnswer(stores, actor, await contentOfDraft(stores, actor, id));
}

/** What the checks of a stored draft of the actor's own found, for a page; `undefined` while they are still running. */
export async function findingsSoon(
  stores: Stores,
  actor: Actor,
  id: string,
): Promise<Diagnostic[] | undefined> {
  const content = await contentOfDraft(stores, actor, id);
  return soon(diagnoseContent(stores, actor, content), stores.patience);
}

async function contentOfDraft({ git }: Stores, actor: Actor, id: string): Promise<FunctionContent> {
  requireScope(actor, 'read');
  const repo = git.reader(actor.username);
  const { tree } = await ownBranch(repo, id);
  const content = contentOfFiles(await repo.files(tree));
  requireFunction(actor, content.slug);
  return content;
}

async function toAnswer(stores: Stores, actor: Actor, content: FunctionContent): Promise<Validated> {
  const diagnostics = await diagnoseContent(stores, actor, content);
  return { ok: isPublishable(diagnostics), diagnostics, size: sizeReport(content.files) };
}
