import { RegistryError } from '../../server/contract/errors.ts';
import { type Oid, type PortablePath, parseSlug, type Slug } from '../../server/contract/names.ts';
import type { CheckedManifest } from './checkManifest.ts';
import { type FullEntry, setService } from './editToml.ts';
import type { EnvFiles } from './envFiles.ts';
import type { ModuleFiles } from './exportedNames.ts';
import type { FetchedFunction } from './fetchFunction.ts';
import type { ServiceEntry } from './serviceEntries.ts';
import { RECORD_FILE, type ServiceFolder } from './serviceFolder.ts';
import { recordOf, sourceOf } from './serviceRecord.ts';
import { type Wiring, wireProject } from './wireProject.ts';

/** The project's files that an install edits; nothing where one does not exist, or is not ours to edit. */
export interface ProjectTexts {
  readonly toml: string | undefined;
  /** src/index.ts */
  readonly entry: string | undefined;
  /** src/db/schema.ts */
  readonly schema: string | undefined;
  /** .dev.vars; also nothing where no function has environment variables. */
  readonly devVars: string | undefined;
  /** .env.example; as above. */
  readonly envExample: string | undefined;
}

/** Everything that installing one function changes. */
export interface InstallPlan extends Pick<Wiring, 'toAdd' | 'notes'> {
  readonly name: Slug;
  readonly manifest: CheckedManifest;
  readonly action: 'install' | 'replace' | 'register' | 'none';
  /** The version in place before. */
  readonly from: string | undefined;
  /** All of `services/<name>`, the record included; nothing where the folder is already right. */
  readonly files: ReadonlyMap<string, Uint8Array> | undefined;
  /** What stands in that folder now. */
  readonly current: ServiceFolder['files'];
  /** The project's texts before and after. */
  readonly before: ProjectTexts;
  readonly after: ProjectTexts;
}

/** What is known of the place that a function would be installed to. */
export interface Target {
  readonly name: Slug;
  readonly folder: ServiceFolder | undefined;
  readonly entries: readonly ServiceEntry[];
  readonly texts: ProjectTexts;
  readonly env: EnvFiles;
  /** The project's source files, with those that are planned before this one. */
  readonly modules: ModuleFiles;
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
 * forced, `TREE_MISMATCH` where the locked version has become another, `PROJECT_FILE`, `UNSAFE_TARGET` where an
 * environment file that needs names is a symbolic link.
 */
export function planInstall(
  fetched: FetchedFunction,
  target: Target,
  options: { force?: boolean | undefined; installedAt: string },
): InstallPlan {
  const { manifest, files } = fetched;
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
  const base = { name, manifest, from, current: folder?.files ?? new Map(), before: texts };
  if (inPlace && registered) {
    return { ...base, action: 'none', files: undefined, after: texts, toAdd: [], notes: [] };
  }
  const wiring = wireProject(name, fetched, target);
  return {
    ...base,
    action: inPlace ? 'register' : folder ? 'replace' : 'install',
    files: inPlace
      ? undefined
      : new Map<string, Uint8Array>([...files, [RECORD_FILE, recordOf(manifest, options.installedAt)]]),
    ...wiring,
    after: { ...wiring.after, toml: setService(texts.toml ?? '', wanted) },
  };
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
