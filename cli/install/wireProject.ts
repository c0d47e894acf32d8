import type { Slug } from '../../server/contract/names.ts';
import { assertWritable, type EnvFiles } from './envFiles.ts';
import { addEnvNames } from './envNames.ts';
import { exportedNames, type ModuleFiles } from './exportedNames.ts';
import type { FetchedFunction } from './fetchFunction.ts';
import type { ProjectTexts } from './planInstall.ts';
import { TEXT_PATHS } from './projectTexts.ts';
import { sourceOf } from './serviceRecord.ts';
import { type RoutedService, routeLines, wireRoute } from './wireRoute.ts';
import { type ServiceSchema, schemaLine, wireSchema } from './wireSchema.ts';

/** The project's texts with a service made known in them, and what is left for the user to do. */
export interface Wiring {
  readonly after: ProjectTexts;
  /** Lines that the user has to add, as nothing said where. */
  readonly toAdd: readonly { readonly file: string; readonly line: string }[];
  /** What the user would not expect, in sentences. */
  readonly notes: readonly string[];
}

interface Project {
  readonly texts: ProjectTexts;
  readonly env: EnvFiles;
  readonly modules: ModuleFiles;
}

/** Makes a service known in the project's texts, aerostack.toml apart; throws `UNSAFE_TARGET` as the plan does. */
export function wireProject(name: Slug, fetched: FetchedFunction, project: Project): Wiring {
  const { manifest } = fetched;
  const toAdd: { file: string; line: string }[] = [];
  const notes: string[] = [];
  let { entry, schema } = project.texts;
  const { routeExport, routePath, entrypoint, drizzleSchema } = manifest;
  if (routeExport !== undefined && routePath !== undefined) {
    const service: RoutedService = { name, entrypoint, routeExport, routePath };
    const wired = entry === undefined ? undefined : wireRoute(entry, service);
    if (wired === undefined) {
      const { importLine, routeLine } = routeLines(service, entry);
      toAdd.push({ file: TEXT_PATHS.entry, line: importLine }, { file: TEXT_PATHS.entry, line: routeLine });
    }
    entry = wired ?? entry;
  }
  if (drizzleSchema !== undefined) {
    const service = { name, path: drizzleSchema, exports: exportsOf(drizzleSchema, fetched) };
    const wired = schema === undefined ? undefined : wireSchema(service, schemaOf(schema, project));
    if (wired === undefined) toAdd.push({ file: TEXT_PATHS.schema, line: lineFor(service, schema, project) });
    for (const [exported, alias] of wired?.renamed ?? []) {
      notes.push(
        `${TEXT_PATHS.schema} exports "${exported}" already; that of services/${name} is "${alias}" there.`,
      );
    }
    schema = wired?.text ?? schema;
  }
  return { after: { ...project.texts, entry, schema, ...envTexts(fetched, project) }, toAdd, notes };
}

function exportsOf(path: string, { files }: FetchedFunction): ServiceSchema['exports'] {
  const texts = new Map<string, Uint8Array>(files);
  return exportedNames(path, {
    has: (candidate) => texts.has(candidate),
    read: (candidate) => Buffer.from(texts.get(candidate) ?? []).toString('utf8'),
  });
}

function schemaOf(source: string, { modules }: Project) {
  const path = TEXT_PATHS.schema;
  const exports = exportedNames(path, {
    has: modules.has,
    read: (candidate) => (candidate === path ? source : modules.read(candidate)),
  });
  return { source, exports };
}

function lineFor(service: ServiceSchema, schema: string | undefined, project: Project): string {
  return schemaLine(service, schema === undefined ? undefined : schemaOf(schema, project)).line;
}

function envTexts(
  { manifest }: FetchedFunction,
  { texts, env }: Project,
): Pick<ProjectTexts, 'devVars' | 'envExample'> {
  const after = { devVars: texts.devVars, envExample: texts.envExample };
  for (const file of env.targets) {
    const before = texts[file] ?? '';
    const text = addEnvNames(before, sourceOf(manifest), manifest.envVars);
    if (text === before) continue;
    assertWritable(file, env);
    after[file] = text;
  }
  return after;
}
