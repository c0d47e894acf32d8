import type { Listing } from '../catalog/indexListing.ts';
import type { FunctionAnswer, Listed, Versions } from '../contract/answers.ts';
import { isRegistryError, RegistryError } from '../contract/errors.ts';
import { parseSlug, parseUsername, type Slug, type Username } from '../contract/names.ts';
import type { ListQuery } from '../contract/requests.ts';
import { describeMetadata, describeSources } from '../domain/describe.ts';
import { contentOfFiles } from '../domain/functionTree.ts';
import { newestOf, type PublishedVersion, tagName } from '../domain/publishedVersion.ts';
import { type TakenDownVersion, versionTakenDown } from '../domain/takedown.ts';
import { resolveVersion, satisfies } from '../domain/versions.ts';
import { gitUrl, hubPath } from './links.ts';
import type { Stores } from './stores.ts';

const DEFAULT_LIMIT = 30;

/** Lists published functions. */
export async function listFunctions({ index }: Stores, query: ListQuery): Promise<Listed> {
  const listing = await index.list({
    ...query,
    sort: query.sort ?? (query.search ? 'relevance' : 'recent'),
    limit: query.limit ?? DEFAULT_LIMIT,
  });
  return listedAnswer(listing);
}

/** A listing as clients get it. */
export function listedAnswer({ functions, nextCursor, total }: Listing): Listed {
  return {
    functions: functions.map(
      ({ account, functionId, publishedAt, firstPublishedAt: _, stars, installs, ...shown }) => ({
        id: functionId,
        ...shown,
        author_username: account,
        star_count: stars,
        clone_count: installs,
        updated_at: new Date(publishedAt).toISOString(),
        url: hubPath(account, shown.slug),
      }),
    ),
    nextCursor,
    total,
  };
}

/**
 * The version of a function that a request names; throws `NOT_FOUND`, `VERSION_NOT_FOUND`, `INVALID_RANGE`, or
 * `VERSION_TAKEN_DOWN` where that is why there is none.
 */
export async function findVersion(
  { index }: Pick<Stores, 'index'>,
  username: string,
  slug: string,
  range?: string,
): Promise<PublishedVersion> {
  const { author, name } = parseNames(username, slug);
  const versions = await index.versions(author, name);
  try {
    const version = resolveVersion(
      `${author}/${name}`,
      range,
      versions.map((one) => one.version),
    );
    return versions.find((one) => one.version === version)!;
  } catch (error) {
    throw takenDownInstead(await index.takedowns(author, name), versions, range) ?? error;
  }
}

/** The refusal of what is not there because it was taken down; nothing where it never was. */
function takenDownInstead(
  takenDown: readonly TakenDownVersion[],
  versions: readonly PublishedVersion[],
  range: string | undefined,
): RegistryError | undefined {
  const other = newestOf(versions)?.version;
  const asked = range === 'latest' ? undefined : range;
  const fitting = takenDown.filter(
    ({ version }) => asked === undefined || satisfies(version, asked) || version === asked,
  );
  const gone = newestOf(fitting) as TakenDownVersion | undefined;
  if (!gone) return undefined;
  return versionTakenDown(gone, { other, asked: asked === gone.version ? undefined : asked });
}

/** The account that an unscoped name belongs to: the first that published it. */
export async function findNameOwner(
  { index }: Pick<Stores, 'index'>,
  slug: string,
): Promise<{ author: Username; slug: Slug }> {
  const name = orNotFound(slug, () => parseSlug(slug));
  const author = await index.nameOwner(name);
  if (!author) throw new RegistryError('NOT_FOUND', `There is no published function ${name}`);
  return { author, slug: name };
}

/** Reads a published function. */
export async function readFunction(
  stores: Stores,
  username: string,
  slug: string,
  range?: string,
): Promise<FunctionAnswer> {
  const version = await findVersion(stores, username, slug, range);
  const content = contentOfFiles(await stores.git.reader(version.account).files(version.tree));
  const { stars, installs } = await stores.accounts.counts(version.account, version.slug);
  return {
    function: {
      id: version.functionId,
      slug: version.slug,
      ...describeMetadata(content),
      ...describeSources(content),
      version: version.version,
      status: 'published',
      author_username: version.account,
      star_count: stars,
      clone_count: installs,
      url: hubPath(version.account, version.slug),
      clone_url: gitUrl(stores.publicUrl, version.account),
      tag: tagName(version.slug, version.version),
      commit: version.commit,
      tree: version.tree,
      published_at: new Date(version.publishedAt).toISOString(),
    },
  };
}

/** Lists the versions of a function, newest first. */
export async function listVersions({ index }: Stores, username: string, slug: string): Promise<Versions> {
  const { author, name } = parseNames(username, slug);
  const [versions, takenDown] = await Promise.all([
    index.versions(author, name),
    index.takedowns(author, name),
  ]);
  if (versions.length + takenDown.length === 0)
    throw new RegistryError('NOT_FOUND', `There is no published function ${author}/${name}`);
  return {
    versions: versions.map((one) => ({
      version: one.version,
      id: one.functionId,
      tag: tagName(one.slug, one.version),
      commit: one.commit,
      tree: one.tree,
      date: new Date(one.publishedAt).toISOString(),
      publisher: one.publisher,
    })),
    ...(takenDown.length > 0 ? { takenDown: takenDown.map(takenDownAnswer) } : {}),
  };
}

function takenDownAnswer(one: TakenDownVersion): NonNullable<Versions['takenDown']>[number] {
  return {
    version: one.version,
    date: new Date(one.publishedAt).toISOString(),
    publisher: one.publisher,
    tree: one.tree,
    takenDownAt: new Date(one.takenDownAt).toISOString(),
    reason: one.reason,
  };
}

function parseNames(username: string, slug: string): { author: Username; name: Slug } {
  return orNotFound(`${username}/${slug}`, () => ({
    author: parseUsername(username),
    name: parseSlug(slug),
  }));
}

/** What cannot be a name names nothing. */
function orNotFound<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    if (!isRegistryError(cause)) throw cause;
    throw new RegistryError('NOT_FOUND', `There is no published function ${name.slice(0, 130)}`, { cause });
  }
}
