import type { Diagnostic, Pushed, Status } from '../contract/answers.ts';
import type { FunctionId, Username } from '../contract/names.ts';
import { warningsOf } from '../domain/diagnostics.ts';
import { sameWithAnotherVersion } from '../domain/planPublish.ts';
import { type KnownVersions, takenNumbers } from '../domain/takedown.ts';
import { chosenVersion } from '../domain/versions.ts';
import type { FunctionRoot } from '../domain/versionTrees.ts';
import { adminUrl, hubPath } from './links.ts';

/** What a push answers about a branch: the version stated, else the one that publishing now would take. */
export function pushedAnswer(
  publicUrl: string,
  author: Username,
  id: FunctionId,
  root: FunctionRoot,
  known: KnownVersions,
  status: Status,
  diagnostics: readonly Diagnostic[],
): Pushed {
  const { slug, manifest } = root;
  const { published } = known;
  const same = manifest.version ? undefined : sameWithAnotherVersion({ root, published, functionId: id });
  return {
    id,
    slug,
    author,
    version: manifest.version ?? same?.version ?? chosenVersion(takenNumbers(known)) ?? '',
    status,
    url: hubPath(author, slug),
    adminUrl: adminUrl(publicUrl, id),
    warnings: warningsOf(diagnostics),
  };
}
