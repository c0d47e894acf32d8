import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATE_FOLDERS, type TemplateFolder } from '../../contract/templates.ts';
import { isBeside } from '../../domain/entrypoint.ts';

/** The texts of each template by path: as much of them as a push would take. */
export type Templates = ReadonlyMap<TemplateFolder, ReadonlyMap<string, string>>;

/** Reads the templates that the build left in a folder. */
export function loadTemplates(folder: string): Templates {
  return new Map(TEMPLATE_FOLDERS.map((name) => [name, textsIn(join(folder, name))]));
}

function textsIn(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder)
    .filter((path) => !isBeside(path))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
