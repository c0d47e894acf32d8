import type { Pushed } from '../contract/answers.ts';
import type { ImportRequest } from '../contract/requests.ts';
import { type Actor, requireScope } from '../domain/access.ts';
import { parseGithubSpec } from '../domain/githubSpec.ts';
import { importedFunction } from '../domain/importedFunction.ts';
import type { Source } from '../domain/writePlan.ts';
import { pushDraft } from './pushDraft.ts';
import type { Stores } from './stores.ts';

/** Makes a draft of a function in a repository on GitHub, which the registry downloads itself. */
export async function importFromGitHub(
  stores: Stores,
  actor: Actor,
  { repository }: ImportRequest,
  source: Source,
): Promise<Pushed> {
  requireScope(actor, 'push');
  const spec = parseGithubSpec(repository);
  const { files, commit, address } = await stores.downloadFromGithub(spec);
  const options = { limits: stores.limits, readImports: stores.importsOfOnePush() };
  const { selection, request } = await importedFunction(files, spec, options);
  const body = { ...request, sourceCommit: commit, sourceRepository: address };
  const pushed = await pushDraft(stores, actor, body, source);
  return { ...pushed, warnings: [...selection.warnings, ...pushed.warnings] };
}
