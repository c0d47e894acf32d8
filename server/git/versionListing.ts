import { isFunctionId, type Oid, type Username } from '../contract/names.ts';
import { trailersOf } from '../domain/gitObjects.ts';
import type { PublishedVersion } from '../domain/publishedVersion.ts';
import type { TakenDownVersion } from '../domain/takedown.ts';
import type { RepoReader, VersionSurvey } from './gitStore.ts';
import { parseTagRef } from './layout.ts';
import { listRefs } from './refListing.ts';
import type { ReaderContext } from './repoReader.ts';
import { takedownOf } from './tombstone.ts';
import { parseSource } from './trailers.ts';

/** Every version that has a tag, those that were taken down apart; one that cannot be read is logged and left out. */
export async function listVersions(
  context: ReaderContext,
  account: Username,
  reader: RepoReader,
): Promise<VersionSurvey> {
  const refs = await listRefs(context.runtime, account, ['refs/tags/']);
  const versions = await Promise.all(
    refs.map(({ ref, oid }) =>
      taggedVersion(context, account, reader, ref, oid).catch((error: unknown) => {
        context.log({ msg: 'a version cannot be read', account, ref, error });
        return undefined;
      }),
    ),
  );
  const survey = { published: [] as PublishedVersion[], takenDown: [] as TakenDownVersion[] };
  for (const version of versions) {
    if (version === undefined) continue;
    if ('takenDownAt' in version) survey.takenDown.push(version);
    else survey.published.push(version);
  }
  return survey;
}

async function taggedVersion(
  { objects }: ReaderContext,
  account: Username,
  reader: RepoReader,
  ref: string,
  tagOid: Oid,
): Promise<PublishedVersion | TakenDownVersion | undefined> {
  const named = parseTagRef(ref);
  if (!named) return undefined;
  const commit = await reader.tagTarget(tagOid);
  // git walks the root tree itself here: every version has another one, and together they are large.
  const [{ message, committer }, tree] = await Promise.all([
    reader.commit(commit),
    objects.folder(account, commit, named.slug),
  ]);
  const trailers = trailersOf(message);
  const functionId = trailers.get('Function-Id') ?? '';
  const source = parseSource(trailers.get('Source'));
  if (!isFunctionId(functionId) || !source)
    throw new Error(`the commit ${commit} lacks the trailers of a version`);
  const known = {
    account,
    ...named,
    functionId,
    source,
    publisher: (trailers.get('Publisher') ?? account) as Username,
    publishedAt: Date.parse(trailers.get('Published-At') ?? '') || committer.seconds * 1000,
    tagOid,
    commit,
  };
  const takedown = takedownOf(message);
  if (takedown) return { ...known, ...takedown };
  if (tree === undefined) throw new Error(`the folder of ${ref} cannot be found in ${commit}`);
  return { ...known, tree };
}
