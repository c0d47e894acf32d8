import { RegistryError } from '../../server/contract/errors.ts';
import { type Oid, type PortablePath, parseSlug, type Slug } from '../../server/contract/names.ts';
import type { CheckedManifest } from './checkManifest.ts';
import { type FullEntry, setService } from './editToml.ts';
import type { FetchedFunction } from './fetchFunction.ts';
import type { ServiceEntry } from './serviceEntries.ts';
import { RECORD_FILE, type ServiceFolder } from './serviceFolder.ts';
import { type RoutedService, routeLines, wireRoute } from './wireRoute.ts';
import { schemaLine, wireSchema } from './wireSchema.ts';

/** The project's files that an install edits; nothing where one does not exist, or is not ours to edit. */
export interface ProjectTexts {
  readonly toml: string | undefined;
  /** src/index.ts */
  readonly entry: string | undefined;
  /** src/db/schema.ts */
  readonly schema: string | undefined;
}

/** Everything that installing one function changes. */
export interface InstallPlan {
  readonly name: Slug;
  readonly manifest: CheckedManifest;
  readonly action: 'install' | 'replace' | 'register' | 'none';
  /** The version in place before. */
  readonly from: string | undefined;
  /** All of `services/<name>`, the record included; nothing where the folder is already right. */
  readonly files: ReadonlyMap<string, Uint8Array> | undefined;
  /** The project's texts before and after. */
  readonly before: ProjectTexts;
  readonly after: ProjectTexts;
  /** Lines that the user has to add, as no marker said where. */
  readonly toAdd: readonly { readonly file: string; readonly line: string }[];
}

/** What is known of the place that a function would be installed to. */
export interface Target {
  readonly name: Slug;
  readonly folder: ServiceFolder | undefined;
  readonly entries: readonly ServiceEntry[];
  readonly texts: ProjectTexts;
}

/** The name of a service's folder: the one asked for, else where the same source is installed, else its slug. */
export function targetName(
  manifest: CheckedManifest,
  entries: readonly ServiceEntry[],
  as: Slug | undefined,
): Slug {
  const installed = entries.find(({ source }) => source === sourceOf(manifest))?.name;
  return as ?? (installed === undefined ? manifest.slug : parseSlug(installed));
}

/**
 * Decides what installing a function changes, without changing it. Throws `TAKEN_LOCALLY`, `LOCAL_CHANGES` unless
 * forced, `TREE_MISMATCH` where the locked version has become another, `PROJECT_FILE`.
 */
export function planInstall(
  { manifest, files }: FetchedFunction,
  target: Target,
  options: { force?: boolean | undefined; installedAt: string },
): InstallPlan {
  const { name, folder, entries, texts } = target;
  const source = sourceOf(manifest);
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry && entry.source !== source) throw taken(name, entry.source);
  if (entry?.version === manifest.version && entry.tree !== undefined && entry.tree !== manifest.tree) {
    throw changedVersion(manifest, entry.tree);
  }
  assertReplaceable(target, entry, manifest, options.force);

  const recorded = folder?.record;
  const inPlace =
    folder?.tree === manifest.tree &&
    recorded !== undefined &&
    sourceOf(recorded) === source &&
    recorded.version === manifest.version &&
    recorded.tree === manifest.tree;
  const wanted = entryOf(name, manifest, entry);
  const registered =
    entry !== undefined &&
    Object.entries(wanted).every(([field, value]) => entry[field as keyof ServiceEntry] === value);
  const from = entry?.version ?? recorded?.version;
  const base = { name, manifest, from, before: texts };
  if (inPlace && registered) return { ...base, action: 'none', files: undefined, after: texts, toAdd: [] };

  const { after, toAdd } = wire(name, manifest, texts);
  return {
    ...base,
    action: inPlace ? 'register' : folder ? 'replace' : 'install',
    files: inPlace
      ? undefined
      : new Map<string, Uint8Array>([...files, [RECORD_FILE, recordOf(manifest, options.installedAt)]]),
    after: { ...after, toml: setService(texts.toml ?? '', wanted) },
    toAdd,
  };
}

/** `author/slug`, as aerostack.toml names where a service came from. */
export function sourceOf({ author, slug }: { author: string; slug: string }): string {
  return `${author}/${slug}`;
}

function assertReplaceable(
  { name, folder }: Target,
  entry: ServiceEntry | undefined,
  manifest: CheckedManifest,
  force: boolean | undefined,
): void {
  if (!folder) return;
  const source = sourceOf(manifest);
  const owner = folder.record ? sourceOf(folder.record) : entry?.source;
  if (owner !== source) throw taken(name, owner);
  const known: (Oid | string | undefined)[] = [folder.record?.tree, entry?.tree, manifest.tree];
  const unchanged = folder.tree !== undefined && known.includes(folder.tree);
  if (unchanged || force) return;
  throw new RegistryError(
    'LOCAL_CHANGES',
    `Files in services/${name} were changed since they were installed`,
    {
      hint: `Keep them, or replace the whole folder with --force. To see the original beside them: aerostack functions pull ${source}@${folder.record?.version ?? entry?.version ?? manifest.version} <dir>`,
    },
  );
}

function taken(name: Slug, owner: string | undefined): RegistryError {
  const whose = owner === undefined ? 'a service of your own' : owner;
  return new RegistryError('TAKEN_LOCALLY', `services/${name} is taken by ${whose}`);
}

function changedVersion({ author, slug, version, tree }: CheckedManifest, locked: string): RegistryError {
  return new RegistryError(
    'TREE_MISMATCH',
    `${author}/${slug}@${version} is locked with the tree ${locked}, and the registry now has ${tree}`,
    {
      hint: 'A published version never changes: find out why before you remove the entry from aerostack.toml.',
    },
  );
}

/** `main` stays where the user has pointed it elsewhere, as long as that file is there. */
function entryOf(name: Slug, manifest: CheckedManifest, entry: ServiceEntry | undefined): FullEntry {
  const folder = `services/${name}/`;
  const { main } = entry ?? {};
  const kept =
    main !== undefined &&
    (!main.startsWith(folder) || manifest.texts.has(main.slice(folder.length) as PortablePath));
  return {
    name,
    main: kept ? main : folder + manifest.entrypoint,
    source: sourceOf(manifest),
    version: manifest.version,
    tree: manifest.tree,
  };
}

function wire(
  name: Slug,
  manifest: CheckedManifest,
  texts: ProjectTexts,
): Pick<InstallPlan, 'after' | 'toAdd'> {
  const toAdd: { file: string; line: string }[] = [];
  let { entry, schema } = texts;
  const { routeExport, routePath, entrypoint, drizzleSchema } = manifest;
  if (routeExport !== undefined && routePath !== undefined) {
    const service: RoutedService = { name, entrypoint, routeExport, routePath };
    const wired = entry === undefined ? undefined : wireRoute(entry, service);
    if (wired === undefined) {
      const { importLine, routeLine } = routeLines(service, entry);
      toAdd.push({ file: 'src/index.ts', line: importLine }, { file: 'src/index.ts', line: routeLine });
    }
    entry = wired ?? entry;
  }
  if (drizzleSchema !== undefined) {
    const wired = schema === undefined ? undefined : wireSchema(schema, name, drizzleSchema);
    if (wired === undefined)
      toAdd.push({ file: 'src/db/schema.ts', line: schemaLine(name, drizzleSchema, schema) });
    schema = wired ?? schema;
  }
  return { after: { toml: texts.toml, entry, schema }, toAdd };
}

function recordOf(manifest: CheckedManifest, installedAt: string): Uint8Array {
  const { name, slug, version, author, routeExport = '', routePath = '', drizzleSchema = '' } = manifest;
  const { npmDependencies, envVars, commit, tree } = manifest;
  const record = {
    name,
    slug,
    version,
    author,
    routeExport,
    routePath,
    npmDependencies,
    envVars,
    drizzleSchema,
  };
  return Buffer.from(`${JSON.stringify({ ...record, commit, tree, installedAt }, null, 2)}\n`);
}
