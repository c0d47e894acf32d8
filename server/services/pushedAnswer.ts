import type { Diagnostic, Pushed, Status } from '../contract/answers.ts';
import type { FunctionId, Username } from '../contract/names.ts';
import { warningsOf } from '../domain/diagnostics.ts';
import { sameWithAnotherVersion } from '../domain/planPublish.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import { chosenVersion } from '../domain/versions.ts';
import type { FunctionRoot } from '../domain/versionTrees.ts';
import { adminUrl, hubPath } from './links.ts';

/** What a push answers about a branch: the version stated, else the one that publishing now would take. */
export function pushedAnswer(
  publicUrl: string,
  author: Username,
  id: FunctionId,
  root: FunctionRoot,
  published: readonly PublishedVersion[],
  status: Status,
  diagnostics: readonly Diagnostic[],
): Pushed {
  const { slug, manifest } = root;
  const taken = published.map(({ version }) => version);
  const same = manifest.version ? undefined : sameWithAnotherVersion({ root, published, functionId: id });
  return {
    id,
    slug,
    author,
    version: manifest.version ?? same?.version ?? chosenVersion(taken) ?? '',
    status,
    url: hubPath(author, slug),
    adminUrl: adminUrl(publicUrl, id),
    warnings: warningsOf(diagnostics),
  };
}
