import type { Username } from '../contract/names.ts';
import type { FunctionContent } from '../domain/functionTree.ts';
import { treeOfFiles } from '../domain/gitObjects.ts';
import { mistakenFor } from '../domain/lookAlike.ts';
import type { KnownVersions } from '../domain/takedown.ts';
import type { Stores } from './stores.ts';

/** Says already at the push what publishing would refuse, and what the Hub will warn of; `known` are the function's versions. */
export async function pushWarnings(
  { index, now }: Pick<Stores, 'index' | 'now'>,
  account: Username,
  content: FunctionContent,
  known: KnownVersions,
): Promise<string[]> {
  const { slug } = content;
  const firstPublishedAt = Math.min(
    now(),
    ...[...known.published, ...known.takenDown].map(({ publishedAt }) => publishedAt),
  );
  const other = mistakenFor({ account, slug, firstPublishedAt }, await index.names());
  return [
    ...versionTaken(content, known),
    ...(other
      ? [`aerostack.json: the name is easily mistaken for ${other.account}/${other.slug}, which came first.`]
      : []),
  ];
}

function versionTaken(content: FunctionContent, { published, takenDown }: KnownVersions): string[] {
  const { version } = content.manifest;
  if (takenDown.some((one) => one.version === version))
    return [
      `aerostack.json: version ${version} was taken down, and its number is not given again; raise it, or publish with --bump.`,
    ];
  const existing = published.find((one) => one.version === version);
  if (!existing || existing.tree === treeOfFiles(content.files).oid) return [];
  return [
    `aerostack.json: version ${version} is published already, with other content; raise it, or publish with --bump.`,
  ];
}
