import semver from 'semver';
import type { InstallManifest } from '../../server/contract/answers.ts';
import { isRegistryError, RegistryError } from '../../server/contract/errors.ts';
import { manifestSchema, withoutAbsent } from '../../server/contract/manifest.ts';
import {
  isOid,
  type Oid,
  type PortablePath,
  parseSlug,
  parseUsername,
  parseVersion,
  quote,
  type Slug,
  type Username,
  type Version,
} from '../../server/contract/names.ts';
import { assertNoCollisions, parsePortablePath } from '../../server/contract/portablePath.ts';
import { encodeText } from '../../server/domain/fileContent.ts';
import { tagName } from '../../server/domain/publishedVersion.ts';

/** What was asked of the registry. */
export interface Asked {
  readonly author?: Username | undefined;
  readonly slug: Slug;
  /** An exact version or a semver range. */
  readonly range?: string | undefined;
}

/** An install manifest whose every field can be written to disk, TOML and source without harm. */
export interface CheckedManifest {
  readonly author: Username;
  readonly slug: Slug;
  readonly version: Version;
  /** For people; may hold any character. */
  readonly name: string;
  readonly entrypoint: PortablePath;
  readonly routeExport: string | undefined;
  readonly routePath: string | undefined;
  readonly drizzleSchema: PortablePath | undefined;
  readonly npmDependencies: readonly string[];
  readonly envVars: readonly string[];
  readonly commit: Oid;
  readonly tree: Oid;
  readonly texts: ReadonlyMap<PortablePath, { readonly content: Uint8Array; readonly oid: Oid }>;
  readonly assets: ReadonlyMap<PortablePath, { readonly oid: Oid; readonly size: number }>;
}

const MAX_FILES = 2_000;
const MAX_NAME = 1_000;
const usedFields = manifestSchema.pick({
  entrypoint: true,
  routeExport: true,
  routePath: true,
  npmDependencies: true,
  envVars: true,
  drizzleSchema: true,
});

/** Checks an answer of the registry as if it came from an enemy; throws `UNSAFE_MANIFEST` naming the field. */
export function checkManifest(answer: InstallManifest, asked: Asked): CheckedManifest {
  try {
    return check(answer, asked);
  } catch (cause) {
    if (!isRegistryError(cause)) throw cause;
    const message = `The registry's answer for ${quote(asked.slug)} is not safe to install: ${cause.message}`;
    throw new RegistryError('UNSAFE_MANIFEST', message, { cause });
  }
}

function check(answer: InstallManifest, asked: Asked): CheckedManifest {
  const slug = parseSlug(answer.slug);
  const author = parseUsername(answer.author);
  const version = parseVersion(answer.version);
  if (slug !== asked.slug) throw unsafe(`it is of the function ${quote(slug)}`);
  if (asked.author && author !== asked.author) throw unsafe(`it is of the author ${quote(author)}`);
  if (!satisfies(version, asked.range))
    throw unsafe(`version ${version} is not in ${quote(asked.range ?? '')}`);
  if (answer.tag !== tagName(slug, version))
    throw unsafe(`the tag ${quote(answer.tag)} is not that of ${version}`);
  if (answer.name.length > MAX_NAME) throw unsafe('the name is too long');

  const texts = new Map(answer.files.map(({ path, content, oid }) => textFile(path, content, oid)));
  const assets = new Map(
    answer.assets.map(({ path, oid, size }) => [parsePortablePath(path), { oid: parseOid(oid), size }]),
  );
  const paths = [...answer.files, ...answer.assets].map(({ path }) => parsePortablePath(path));
  if (paths.length > MAX_FILES) throw unsafe(`it has ${paths.length} files`);
  assertNoCollisions(paths);

  const fields = parseFields(answer);
  const entrypoint = parsePortablePath(answer.entrypoint);
  for (const path of [entrypoint, ...(fields.drizzleSchema ? [fields.drizzleSchema] : [])]) {
    if (!texts.has(path)) throw unsafe(`it has no file ${quote(path)}`);
  }
  return {
    ...{ author, slug, version, name: answer.name, entrypoint, texts, assets },
    routeExport: fields.routeExport,
    routePath: fields.routePath,
    drizzleSchema: fields.drizzleSchema,
    npmDependencies: fields.npmDependencies ?? [],
    envVars: fields.envVars ?? [],
    commit: parseOid(answer.commit),
    tree: parseOid(answer.tree),
  };
}

function parseFields(answer: InstallManifest) {
  const parsed = usedFields.safeParse(withoutAbsent({ ...answer }));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unsafe(`${issue?.path.join('.')}: ${issue?.message}`);
}

function satisfies(version: Version, range: string | undefined): boolean {
  if (range === undefined || semver.validRange(range) === null) return true;
  return semver.satisfies(version, range, { includePrerelease: true });
}

function textFile(
  path: string,
  content: string,
  oid: string,
): [PortablePath, { content: Uint8Array; oid: Oid }] {
  const parsed = parsePortablePath(path);
  return [parsed, { content: encodeText(parsed, content), oid: parseOid(oid) }];
}

function parseOid(text: string): Oid {
  if (isOid(text)) return text;
  throw unsafe(`${quote(text)} is not an object id`);
}

function unsafe(message: string): RegistryError {
  return new RegistryError('UNSAFE_MANIFEST', message);
}
